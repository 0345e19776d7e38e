import { z } from 'zod';
import { entityOf, type Entity } from '../../model/entity';
import { unwrap } from '../../model/field';
import { nearest } from '../../model/file/nearest';
import { platformFile } from '../../model/platform-file';
import { formatPath } from '../../model/problem';
import { entityPlaces, joined } from './entity-places';
import { entryText, fieldText, fieldsOf, type FieldText } from './field-text';

/** What there is to say of one place of the platform file. */
export interface Explanation {
  /** The path as it is written. */
  readonly path: string;
  /** The field at the place; undefined for what may not stand in the file. */
  readonly field: FieldText | undefined;
  /** Why the file may not hold it, and where it is seen. */
  readonly result: string | undefined;
  /** The fields below it. */
  readonly fields: readonly FieldText[];
  /** Names of what synth computes, and what a deployed platform shows, each with words. */
  readonly results: readonly { readonly name: string; readonly about: string }[];
}

/**
 * Explains a field of the platform file by its path, such as `environments.production.nodePools.count`; the place in a
 * list may be left out. Without a path, the file; by a name alone, the field of which there is one kind only, such as
 * `nodePools`.
 *
 * @throws {Error} when there is no such field, with the nearest one
 */
export function explain(path: string): Explanation {
  return explainFrom(partsOf(path));
}

function explainFrom(parts: readonly (string | number)[]): Explanation {
  let schema: z.core.$ZodType = platformFile.schema;
  let field = entryText('platform.yaml', schema);
  const walked: (string | number)[] = [];
  for (const [index, part] of parts.entries()) {
    schema = entryUnless(schema, part);
    const entity = entityOf(unwrap(schema));
    const result = entity && resultText(entity, String(part));
    if (result !== undefined) return resultAt(formatPath([...walked, part]), result);
    const child = childOf(schema, part);
    const only = child || index > 0 ? undefined : onlyPlaceOf(String(part));
    if (only !== undefined) return explainFrom([...partsOf(only), ...parts.slice(1)]);
    if (!child) throw new Error(unknown(formatPath(walked), String(part), entity));
    walked.push(part);
    schema = child;
    field = entity ? fieldText(String(part), child) : entryText(String(part), child);
  }
  const entity = entityOf(unwrap(entryUnless(schema, undefined)));
  return {
    path: formatPath(walked),
    field,
    result: undefined,
    fields: entity ? fieldsOf(entity) : [],
    results: entity ? resultsOf(entity) : [],
  };
}

function resultAt(path: string, result: string): Explanation {
  return { path, field: undefined, result, fields: [], results: [] };
}

/** Parts of a path: `a.b[0]["c.d"].e`, or `a.b.0` for a place in a list. */
function partsOf(path: string): (string | number)[] {
  const parts = path.matchAll(/\["([^"]*)"\]|\[(\d*)\]|([^.[\]]+)/g);
  return [...parts].flatMap(([, quoted, index, key]): string | number | never[] => {
    if (index === undefined) return quoted ?? (/^\d+$/.test(key ?? '') ? Number(key) : (key ?? ''));
    return index === '' ? [] : Number(index);
  });
}

/** Schema of the entries of a list, unless the path says which one. */
function entryUnless(schema: z.core.$ZodType, part: string | number | undefined): z.core.$ZodType {
  const bare = unwrap(schema);
  return bare instanceof z.ZodArray && typeof part !== 'number' ? entryUnless(bare.element, part) : schema;
}

function childOf(schema: z.core.$ZodType, part: string | number): z.core.$ZodType | undefined {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodArray) return bare.element;
  if (bare instanceof z.ZodRecord) return bare.valueType;
  const shape: Readonly<Record<string, z.core.$ZodType>> = bare instanceof z.ZodObject ? bare.shape : {};
  return Object.hasOwn(shape, part) ? shape[part] : undefined;
}

/** Why a derived or observed field may not stand in the file; undefined for any other name. */
function resultText({ derived, observed }: Entity, name: string): string | undefined {
  if (Object.hasOwn(derived, name)) return `${derived[name]?.about}. Derived, not written: ${derived[name]?.from}.`;
  if (!Object.hasOwn(observed, name)) return undefined;
  return `${observed[name]?.about}. Observed, not written; this shows it: ${observed[name]?.seeWith}`;
}

function resultsOf({ derived, observed }: Entity) {
  return Object.entries({ ...derived, ...observed }).map(([name, { about }]) => ({ name, about }));
}

function unknown(parent: string, name: string, entity: Entity | undefined): string {
  const place = parent === '' ? 'platform.yaml' : parent;
  if (!entity) return `${place} has no fields`;
  const known = [...Object.keys(entity.desired), ...Object.keys(entity.derived), ...Object.keys(entity.observed)];
  const guess = nearest(name, known) ?? elsewhere(name);
  return `${place} has no field ${name}${guess ? `; did you mean ${guess}?` : ''}\nIts fields: ${known.join(', ')}`;
}

/** Path of the field of this name; undefined where fields of several kinds have it, or none. */
function onlyPlaceOf(name: string): string | undefined {
  const places = entityPlaces().filter(({ entity }) => Object.hasOwn(entity.desired, name));
  const kinds = new Set(places.map(({ entity }) => fieldText(name, entity.desired[name] as z.core.$ZodType).about));
  const [first] = places;
  return first && kinds.size === 1 ? joined(first.path, name) : undefined;
}

/** Path of a field or an entity of this name, wherever it is. */
function elsewhere(name: string): string | undefined {
  const places = entityPlaces();
  const kind = places.find(({ entity }) => entity.name.toLowerCase() === name.toLowerCase());
  if (kind) return kind.path;
  const place = places.find(({ entity }) => Object.hasOwn(entity.desired, name));
  return place && joined(place.path, name);
}
