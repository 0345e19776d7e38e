import type { z } from 'zod';

/** What a person needs to know of one field. Messages, JSON Schema, reference and `explain` are made from it. */
export interface FieldDoc {
  /** What the field is for, with unit and format, as a sentence without its end. */
  readonly about: string;
  /** What is allowed, in words, as it ends the phrase "allowed: …". */
  readonly allowed: string;
  /** How to fix a wrong value, as an order. @default - "write <allowed>" */
  readonly fix?: string;
  /** Default in words, where it is computed from other fields. @default - the schema's own default */
  readonly default?: string;
  /** What else to know, as sentences, in the reference and in `explain`. @default - nothing */
  readonly note?: string;
  /** Whether it names a secret, so that people may write the secret itself, which no report may repeat. @default false */
  readonly namesSecret?: boolean;
  /** Where the rule comes from. @default 'data-model.md' */
  readonly source?: string;
}

/** A field that the file may not hold, because it is the result of something. */
export interface ObservedDoc {
  readonly about: string;
  /** Command that shows the value of a deployed platform. */
  readonly seeWith: string;
}

/** A field that synth computes. */
export interface DerivedDoc {
  readonly about: string;
  /** What it is computed from, in words. */
  readonly from: string;
}

const docs = new WeakMap<z.core.$ZodType, FieldDoc>();

/** Documents a schema as a field that stands in `platform.yaml`. The given schema itself stays unchanged. */
export function documented<T extends z.ZodType>(schema: T, doc: FieldDoc): T {
  const copy = schema.clone();
  docs.set(copy, doc);
  return copy;
}

/** Schema inside `optional`, `default` and `prefault` wrappers, one layer off. */
function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const def = schema._zod.def;
  return 'innerType' in def ? (def.innerType as z.core.$ZodType) : undefined;
}

/** Schema without its `optional`, `default` and `prefault` wrappers. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner ? unwrap(inner) : schema;
}

/** Documentation of a field's schema, wherever in its wrappers it was given. */
export function docOf(schema: z.core.$ZodType): FieldDoc | undefined {
  const inner = unwrapOnce(schema);
  return docs.get(schema) ?? (inner && docOf(inner));
}

/** Default of a field: its value, or its description where it is computed; undefined for a required field. */
export function defaultOf(schema: z.core.$ZodType): { value: unknown } | { text: string } | undefined {
  const text = docOf(schema)?.default;
  if (text !== undefined) return { text };
  const def = schema._zod.def;
  if ('defaultValue' in def) return { value: def.defaultValue };
  return undefined;
}
