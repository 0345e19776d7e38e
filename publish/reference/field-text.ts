import { z } from 'zod';
import { entityOf, type Entity } from '../../model/entity';
import { defaultOf, docOf, unwrap, type FieldDoc } from '../../model/field';
import { pagesOf } from '../../model/source-pages';

/** A field of the platform file, in words. */
export interface FieldText {
  readonly name: string;
  /** What kind of value it is: `whole number`, `list of texts`, `map of Taint`. */
  readonly type: string;
  readonly about: string;
  /** What else to know, as sentences. */
  readonly note: string | undefined;
  readonly allowed: string;
  readonly required: boolean;
  /** What holds without the field; undefined for a required field, and for an entry of a list or map. */
  readonly default: string | undefined;
  /** Where the rule comes from. */
  readonly source: string;
  /** Addresses of the pages that say so; those of this repository as paths from its root. */
  readonly pages: readonly string[];
}

/** Describes a field of an entity by its schema. */
export function fieldText(name: string, schema: z.core.$ZodType): FieldText {
  const fallback = defaultText(schema);
  return { ...entryText(name, schema), required: fallback === undefined, default: fallback };
}

/** Describes an entry of a list or map, or the whole file. */
export function entryText(name: string, schema: z.core.$ZodType): FieldText {
  const { about, note, allowed, source = 'data-model.md' } = docOf(schema) ?? entityDoc(schema);
  const words = { about, note, allowed, source, pages: pagesOf(source) };
  return { name, type: typeText(schema), required: false, default: undefined, ...words };
}

/** Describes the desired fields of an entity. */
export function fieldsOf({ desired }: Entity): FieldText[] {
  return Object.entries(desired).map(([name, schema]) => fieldText(name, schema));
}

function entityDoc(schema: z.core.$ZodType): FieldDoc {
  const entity = entityOf(unwrap(schema));
  return { about: entity?.about ?? '', allowed: `{${Object.keys(entity?.desired ?? {}).join(', ')}}` };
}

function typeText(schema: z.core.$ZodType): string {
  const bare = unwrap(schema);
  const entity = entityOf(bare);
  if (entity) return entity.name;
  if (bare instanceof z.ZodArray) return `list of ${typeText(bare.element)}`;
  if (bare instanceof z.ZodRecord) return `map of ${typeText(bare.valueType)}`;
  if (bare instanceof z.ZodUnion) return bare.options.map(typeText).join(' or ');
  if (bare instanceof z.ZodPipe) return typeText(bare.in);
  if (bare instanceof z.ZodBoolean) return 'true or false';
  if (bare instanceof z.ZodNumber) return bare.isInt ? 'whole number' : 'number';
  if (bare instanceof z.ZodEnum || bare instanceof z.ZodLiteral) return 'one of the allowed';
  return 'text';
}

function defaultText(schema: z.core.$ZodType): string | undefined {
  const found = defaultOf(schema);
  if (!found) return schema instanceof z.ZodOptional ? 'nothing' : undefined;
  if ('text' in found) return found.text;
  const written = JSON.stringify(found.value);
  return entityOf(unwrap(schema)) ? 'the defaults of its fields' : (EMPTY[written] ?? written);
}

const EMPTY: Readonly<Record<string, string>> = { '[]': 'none', '{}': 'none' };
