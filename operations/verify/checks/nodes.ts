import { z } from 'zod';
import type { NodePool } from '../../../model/derive/node-pool';
import type { StateJson } from '../../engine/state-json';
import { type Check, type Judgement, judged } from '../check';

/** Label with which Linode marks the nodes of a pool. */
const POOL_ID = 'lke.linode.com/pool-id';

/** A node, as far as it counts here. */
export interface SeenNode {
  readonly name: string;
  /** Linode id of its pool. */
  readonly pool: string;
  readonly ready: boolean;
}

/** A pool with its id, as the states tell it; undefined where they do not. */
export type KnownPool = Pick<NodePool, 'name' | 'count'> & { readonly id: string | undefined };

const nodeSchema = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  status: z
    .object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]) })
    .default({ conditions: [] }),
});

/** Every pool has as many nodes as it has at least, and each of them is ready. */
export const nodes: Check = {
  name: 'nodes',
  run: async ({ client, environment, states }) => {
    const seen = z.array(nodeSchema).parse(await client.listWhole('/api/v1/nodes'));
    return judgeNodes(
      environment.nodePools.map((pool) => ({ ...pool, id: poolId(pool, states) })),
      seen.map(({ metadata: { name, labels }, status: { conditions } }) => ({
        name,
        pool: labels[POOL_ID] ?? '',
        ready: conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
      })),
    );
  },
};

/** Pools of the stack are known by their name, the one inside the cluster by its label. */
function poolId(
  { name, label, isInline }: NodePool,
  { environment, cluster }: { environment: StateJson | undefined; cluster: StateJson | undefined },
): string | undefined {
  const output = (isInline ? cluster : environment)?.outputs.node_pool_ids?.value;
  const ids = z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).safeParse(output).data;
  return ids?.[isInline ? label : name];
}

export function judgeNodes(pools: readonly KnownPool[], seen: readonly SeenNode[]): Judgement {
  const failures = pools.flatMap(({ name, count, id }) => {
    if (id === undefined) return [`the pool ${name} is in no state`];
    const own = seen.filter(({ pool }) => pool === id);
    const notReady = own.filter(({ ready }) => !ready);
    const ready = own.length - notReady.length;
    return [
      ...(ready < count ? [`${name} has ${ready} of at least ${count} nodes that are ready`] : []),
      ...(notReady.length > 0 ? [`not ready: ${notReady.map((node) => node.name).join(', ')}`] : []),
    ];
  });
  const counted = pools.map(({ name, id }) => `${name} ${seen.filter(({ pool }) => pool === id).length}`);
  return judged(failures, `ready: ${counted.join(', ')}`);
}
