import { z } from 'zod';
import type { KubernetesClient } from './client';

/** A persistent volume of a cluster. */
export interface PersistentVolume {
  readonly name: string;
  /** Such as `10Gi`. */
  readonly size: string;
  /** The claim that it is bound to; undefined while there is none. */
  readonly claim: { readonly namespace: string; readonly name: string } | undefined;
  /** Whether its data is at Linode, and not on the disk of a node. */
  readonly isAtLinode: boolean;
}

/** A Service for which Linode has a NodeBalancer. */
export interface LoadBalancer {
  readonly namespace: string;
  readonly name: string;
}

/** Linode's driver of Block Storage. */
const DRIVER = 'linodebs.csi.linode.com';

const volumeSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    capacity: z.object({ storage: z.string() }).partial().default({}),
    claimRef: z.object({ namespace: z.string(), name: z.string() }).optional(),
    csi: z.object({ driver: z.string() }).optional(),
  }),
});

const serviceSchema = z.object({
  metadata: z.object({ namespace: z.string(), name: z.string() }),
  spec: z.object({ type: z.string().optional() }),
});

export async function persistentVolumes(client: KubernetesClient): Promise<PersistentVolume[]> {
  const found = z.array(volumeSchema).parse(await client.listWhole('/api/v1/persistentvolumes'));
  return found.map(({ metadata: { name }, spec: { capacity, claimRef: claim, csi } }) => {
    return { name, size: capacity.storage ?? 'of unknown size', claim, isAtLinode: csi?.driver === DRIVER };
  });
}

export async function loadBalancers(client: KubernetesClient): Promise<LoadBalancer[]> {
  const found = z.array(serviceSchema).parse(await client.listWhole('/api/v1/services'));
  return found.flatMap(({ metadata: { namespace, name }, spec }) =>
    spec.type === 'LoadBalancer' ? { namespace, name } : [],
  );
}
