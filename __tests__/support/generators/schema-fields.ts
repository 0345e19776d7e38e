import { z } from 'zod';
import { unwrap } from '../../../model/field';

type Schema = z.core.$ZodType;

/** Fields of a schema by path; entries of lists are `[]`, values of maps with free keys are `{}`. */
export function fieldsOf(schema: Schema, path = ''): { path: string; optional: boolean }[] {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodArray) return fieldsOf(bare.element, `${path}[]`);
  if (bare instanceof z.ZodRecord) return fieldsOf(bare.valueType, `${path}{}`);
  return shapeOf(bare).flatMap(([key, field]) => [
    { path: `${path}.${key}`, optional: unwrap(field) !== field },
    ...fieldsOf(field, `${path}.${key}`),
  ]);
}

/** Fields that a value has, and fields it could have but leaves out. */
export function seenFields(schema: Schema, value: unknown, path = ''): { present: string[]; absent: string[] } {
  const bare = unwrap(schema);
  const parts =
    bare instanceof z.ZodArray
      ? (value as unknown[]).map((entry) => seenFields(bare.element, entry, `${path}[]`))
      : bare instanceof z.ZodRecord
        ? Object.values(value as object).map((entry: unknown) => seenFields(bare.valueType, entry, `${path}{}`))
        : shapeOf(bare).map(([key, field]) =>
            seenField(field, (value as Record<string, unknown>)[key], `${path}.${key}`),
          );
  return { present: parts.flatMap(({ present }) => present), absent: parts.flatMap(({ absent }) => absent) };
}

function seenField(field: Schema, value: unknown, path: string): { present: string[]; absent: string[] } {
  if (value === undefined) return { present: [], absent: [path] };
  const inside = seenFields(field, value, path);
  return { ...inside, present: [path, ...inside.present] };
}

function shapeOf(schema: Schema): [string, Schema][] {
  return schema instanceof z.ZodObject ? Object.entries<Schema>(schema.shape) : [];
}
