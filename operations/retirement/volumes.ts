import { z } from 'zod';
import type { KubernetesClient } from '../kubernetes/client';
import type { KeptObject } from './backup/kept-object';

/** What becomes of the data of a claim: it stays at Linode, to be bound again, or it goes. */
export const FATES = ['keep', 'delete'] as const;
export type Fate = (typeof FATES)[number];

/** By name of the PersistentVolumeClaim. */
export type Fates = Readonly<Record<string, Fate>>;

/** A claim of a namespace that is about to go. */
export interface Claim {
  readonly name: string;
  /** Name of the volume that it is bound to; undefined while there is none. */
  readonly volume: string | undefined;
  /** Such as `10Gi`. */
  readonly size: string;
}

const claimSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    volumeName: z.string().optional(),
    resources: z
      .object({ requests: z.object({ storage: z.string().default('?') }).default({ storage: '?' }) })
      .optional(),
  }),
});

export async function claimsIn(client: KubernetesClient, namespace: string): Promise<Claim[]> {
  const found = await client.listWhole(`/api/v1/namespaces/${namespace}/persistentvolumeclaims`);
  return z
    .array(claimSchema)
    .parse(found)
    .map(({ metadata: { name }, spec }) => ({
      name,
      volume: spec.volumeName,
      size: spec.resources?.requests.storage ?? '?',
    }));
}

/** The volumes of claims, so that a backup has them. */
export async function volumesOf(client: KubernetesClient, claims: readonly Claim[]): Promise<object[]> {
  const volumes: object[] = [];
  for (const { volume } of claims) {
    const found = volume === undefined ? undefined : await client.get(volumePath(volume));
    if (found) volumes.push(found);
  }
  return volumes;
}

export const volumePath = (name: string) => `/api/v1/persistentvolumes/${encodeURIComponent(name)}`;

/** Whether an object is a volume of the cluster, which a backup holds beside those of the namespace. */
export const isVolume = ({ kind, apiVersion }: Pick<KeptObject, 'kind' | 'apiVersion'>) =>
  kind === 'PersistentVolume' && apiVersion === 'v1';
