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

/** Noted by the cluster of an object, and means nothing once it is gone. */
const NOTED_METADATA = [
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
];

const NOTED_ANNOTATIONS = [
  'kubernetes.io/service-account.uid',
  'pv.kubernetes.io/bind-completed',
  'pv.kubernetes.io/bound-by-controller',
  'volume.kubernetes.io/selected-node',
  'deployment.kubernetes.io/revision',
];

/** The object as somebody wrote it: without what the cluster notes of it in its metadata. */
export function withoutNotes(object: KeptObject): KeptObject {
  const { annotations = {}, ...metadata } = without(object.metadata, NOTED_METADATA) as KeptObject['metadata'];
  const kept = without(annotations, NOTED_ANNOTATIONS);
  const cleaned = { ...metadata, ...(Object.keys(kept).length > 0 && { annotations: kept }) };
  return JSON.parse(JSON.stringify({ ...object, metadata: cleaned })) as KeptObject;
}

const without = (fields: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
