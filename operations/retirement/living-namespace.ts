import { z } from 'zod';
import type { KubernetesClient } from '../kubernetes/client';

const schema = z.object({ metadata: z.object({ deletionTimestamp: z.string().optional() }) });

/**
 * Whether a namespace is there to be backed up. One that is being deleted is not: what is gone of it already would be
 * missing from a backup that is the last one from then on.
 */
export async function isLiving(client: Pick<KubernetesClient, 'get'>, namespace: string): Promise<boolean> {
  const found = await client.get(`/api/v1/namespaces/${namespace}`);
  return found !== undefined && schema.parse(found).metadata.deletionTimestamp === undefined;
}
