import { z } from 'zod';
import { platformFile, type PlatformFile } from './platform-file';

/** A type of which any part may be missing, because it was wrong in the file. */
export type Draft<T> = T extends readonly (infer E)[]
  ? readonly (Draft<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;

/** A platform file without what is wrong in it, so that its other rules can be checked all the same. */
export type PlatformDraft = Draft<PlatformFile>;

/** A schema that takes the same values, but leaves out what is wrong instead of refusing the whole. */
function loosen(schema: z.core.$ZodType): z.ZodType {
  // A default stands for what is missing, not for what is wrong, so the wrong is caught outside of it.
  return structure(schema).optional().catch(undefined);
}

function structure(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return structure(schema.unwrap());
  if (schema instanceof z.ZodDefault) return structure(schema.unwrap()).default(schema.def.defaultValue);
  if (schema instanceof z.ZodPrefault) return structure(schema.unwrap()).prefault(schema.def.defaultValue);
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
    return z.object(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, loosen(field)])));
  }
  if (schema instanceof z.ZodArray) return z.array(loosen(schema.element));
  if (schema instanceof z.ZodRecord) return z.record(z.string(), loosen(schema.valueType));
  return schema as z.ZodType;
}

let loose: z.ZodType | undefined;

/** Takes of the data what is right by the schema. */
export function draftOf(data: unknown): PlatformDraft {
  loose ??= loosen(platformFile.schema);
  return loose.parse(data) ?? {};
}
