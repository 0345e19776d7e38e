import { z } from 'zod';

const ownerSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  controller: z.boolean().optional(),
});

/** An object as a backup keeps it: all that it says, without what the cluster only notes beside it. */
export const keptObjectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    ownerReferences: z.array(ownerSchema).optional(),
  }),
});
export type KeptObject = z.infer<typeof keptObjectSchema>;

/** What the API server writes into metadata by itself, and differs after every write. */
const NOTED = ['managedFields', 'resourceVersion', 'uid', 'generation', 'selfLink'];

/** The object without status and what is noted of its writes. @param object as a list gives it, which says no kind */
export function keptObject(object: object, { apiVersion, kind }: Pick<KeptObject, 'apiVersion' | 'kind'>): KeptObject {
  const said = Object.entries({ ...object, apiVersion, kind }).filter(([key]) => key !== 'status');
  const kept = keptObjectSchema.parse(Object.fromEntries(said));
  const metadata = Object.entries(kept.metadata).filter(([key]) => !NOTED.includes(key));
  return { ...kept, metadata: Object.fromEntries(metadata) as KeptObject['metadata'] };
}

/** Whether something else in the cluster makes it, and makes it again: the pods of a ReplicaSet, for example. */
export const isMade = ({ metadata: { ownerReferences = [] } }: KeptObject) =>
  ownerReferences.some(({ controller }) => controller === true);

/** Tells an object among those of a namespace. */
export const nameOf = ({ apiVersion, kind, metadata }: KeptObject) => `${kind}.${apiVersion}/${metadata.name}`;
