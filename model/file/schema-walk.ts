import { z } from 'zod';
import { entityOf, type Entity } from '../entity';
import { docOf, unwrap, type FieldDoc } from '../field';
import type { Path } from '../problem';

/** What the schema knows about the place a path leads to. */
export interface SchemaPlace {
  /** Schema at the end of the path, or undefined where the schema has no such place. */
  readonly schema: z.core.$ZodType | undefined;
  /** Documentation of the field at the end of the path, or of the nearest field above it. */
  readonly doc: FieldDoc | undefined;
  /** Entity whose fields the last part of the path is one of. */
  readonly owner: Entity | undefined;
}

function childSchema(schema: z.core.$ZodType, part: string | number): z.core.$ZodType | undefined {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodObject) return (bare.shape as Record<string, z.core.$ZodType>)[part];
  if (bare instanceof z.ZodRecord) return bare.valueType;
  if (bare instanceof z.ZodArray) return bare.element;
  return undefined;
}

/** Follows a path through a schema. */
export function walkSchema(root: z.core.$ZodType, path: Path): SchemaPlace {
  let schema: z.core.$ZodType | undefined = root;
  let doc = docOf(root);
  let owner: Entity | undefined;
  for (const part of path) {
    owner = entityOf(unwrap(schema)) ?? (typeof part === 'string' ? undefined : owner);
    schema = childSchema(schema, part);
    if (!schema) return { schema, doc, owner };
    doc = docOf(schema) ?? doc;
  }
  return { schema, doc, owner };
}
