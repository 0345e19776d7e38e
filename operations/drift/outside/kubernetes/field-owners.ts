import { z } from 'zod';
import { isOwnManager } from '../../who/managed-fields';

const objectSchema = z.object({
  metadata: z.object({
    managedFields: z
      .array(
        z.object({
          manager: z.string().default(''),
          time: z.string().default(''),
          subresource: z.string().optional(),
          fieldsV1: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .optional(),
  }),
});

/** Fields as the API server keeps them: `f:` before the name of one, `k:` before the key of an element of a list. */
export type Fields = Readonly<Record<string, unknown>>;

/** Who wrote which fields of an object. */
export interface FieldOwners {
  /** What the release wrote; the API server counts the defaults that it filled in as written by whoever made the object. */
  readonly own: Fields;
  /** What anybody else wrote last. A value that was changed has its last writer alone. */
  readonly others: Fields;
  readonly byOthers: readonly { readonly manager: string; readonly fields: Fields }[];
}

/** @param object as the API server gives it; of one without books, nobody wrote anything */
export function fieldOwners(object: unknown): FieldOwners {
  const { success, data } = objectSchema.safeParse(object);
  const all = success ? (data.metadata.managedFields ?? []) : [];
  const entries = all.filter(({ subresource }) => subresource !== 'status');
  const [first] = [...entries].sort((a, b) => a.time.localeCompare(b.time));
  const isKnown = entries.some(({ manager }) => isOwnManager(manager));
  // Of an object that another program installed, whoever was first has made it.
  const isOwn = (entry: (typeof entries)[number]) => (isKnown ? isOwnManager(entry.manager) : entry === first);
  const others = entries.filter((entry) => !isOwn(entry));
  return {
    own: merged(entries.filter(isOwn).map(({ fieldsV1 }) => fieldsV1)),
    others: merged(others.map(({ fieldsV1 }) => fieldsV1)),
    byOthers: others.map(({ manager, fieldsV1: fields }) => ({ manager, fields })),
  };
}

function merged(trees: readonly Fields[]): Fields {
  const names = new Set(trees.flatMap((tree) => Object.keys(tree)));
  const under = (name: string) => trees.map((tree) => below(tree, name)).filter((tree) => tree !== undefined);
  return Object.fromEntries([...names].map((name) => [name, merged(under(name))]));
}

/** The fields below one of them; undefined where nobody wrote it. */
export function below(fields: Fields | undefined, name: string): Fields | undefined {
  const found = fields?.[name];
  return typeof found === 'object' && found !== null ? (found as Fields) : undefined;
}
