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

type Shape = Readonly<Record<string, z.core.$ZodType>>;

function childSchema(schema: z.core.$ZodType, part: string | number): z.core.$ZodType | undefined {
  const bare = unwrap(schema);
  // What every object inherits, such as `constructor`, is not a field.
  if (bare instanceof z.ZodObject) return Object.hasOwn(bare.shape, part) ? (bare.shape as Shape)[part] : undefined;
  if (bare instanceof z.ZodRecord) return bare.valueType;
  if (bare instanceof z.ZodArray) return bare.element;
  return undefined;
}

/** Documentation of an entry of a list or map that has none of its own: the fields of its entity. */
function entryDoc(schema: z.core.$ZodType): FieldDoc | undefined {
  const entity = entityOf(unwrap(schema));
  return entity && { about: entity.about, allowed: `{${Object.keys(entity.desired).join(', ')}}` };
}

/** Follows a path through a schema. */
export function walkSchema(root: z.core.$ZodType, path: Path): SchemaPlace {
  let schema: z.core.$ZodType | undefined = root;
  let doc = docOf(root) ?? entryDoc(root);
  let owner: Entity | undefined;
  for (const part of path) {
    owner = entityOf(unwrap(schema));
    schema = childSchema(schema, part);
    if (!schema) return { schema, doc, owner };
    doc = docOf(schema) ?? entryDoc(schema) ?? doc;
  }
  return { schema, doc, owner };
}

/** Schema of the keys of a map with free keys. */
export function keySchemaOf(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const bare = schema && unwrap(schema);
  return bare instanceof z.ZodRecord ? bare.keyType : undefined;
}
