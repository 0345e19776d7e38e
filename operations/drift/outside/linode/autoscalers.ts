import { getNodePool } from '@linode/api-v4';
import { z } from 'zod';
import type { Difference } from '../../../../model/rules/drift/difference';
import { unlessMissing } from '../../../linode/error';
import type { Declared, DeclaredResource } from '../declared';
import type { Unread } from '../unread';

const poolSchema = z.object({
  id: z.coerce.number(),
  cluster_id: z.coerce.number(),
  autoscaler: z.array(z.object({ min: z.number(), max: z.number() })).nullish(),
});

/**
 * Pools whose autoscaler was switched off. The provider keeps in its state what it had there, so that no plan shows it
 * (docs/linode-notes.md). Another minimum or maximum is shown.
 */
export async function switchedOffAutoscalers(declared: Declared, unread: Unread): Promise<readonly Difference[]> {
  const pools = declared.ofType('linode_lke_node_pool');
  const read = pools.map((pool) =>
    unread.orNothing(pool.stack, `the autoscaler of ${pool.address}`, () => switchedOff(pool)),
  );
  return (await Promise.all(read)).flat();
}

async function switchedOff({ stack, address, type, attributes }: DeclaredResource): Promise<Difference[]> {
  const { id, cluster_id: cluster, autoscaler: declared } = poolSchema.parse(attributes);
  if (!declared || declared.length === 0) return [];
  const pool = await unlessMissing(getNodePool(cluster, id));
  // One that is gone is what the plan shows.
  if (!pool || pool.autoscaler.enabled) return [];
  return [{ stack, address, kind: type, path: ['autoscaler'], action: 'removed', before: declared, origin: 'linode' }];
}
