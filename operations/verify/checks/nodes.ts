import { z } from 'zod';
import type { NodePool } from '../../../model/derive/node-pool';
import type { StateJson } from '../../engine/state-json';
import { type Check, type Judgement, judged, type VerifySite } from '../check';

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
  run: async (site) => {
    const seen = z.array(nodeSchema).parse(await site.client.listWhole('/api/v1/nodes'));
    return judgeNodes(
      knownPools(site),
      seen.map(({ metadata: { name, labels }, status: { conditions } }) => ({
        name,
        pool: labels[POOL_ID] ?? '',
        ready: conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
      })),
    );
  },
};

const size = { autoscaler: z.object({ min: z.number() }).nullable(), node_count: z.number().nullable() };
const appliedPools = z.object({ for_each: z.record(z.string(), z.object(size)) });
const clusterPools = z.object({
  pool: z.array(z.object({ count: z.number(), autoscaler: z.array(z.object({ min: z.number() })).default([]) })),
});
const poolIds = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));

/**
 * The pools as they were applied. The platform file may say something else by now: what it asks for and nobody applied says
 * nothing of the environment, and after a rollback it is what was gone back from.
 */
export function knownPools({
  applied,
  environment,
  states,
}: Pick<VerifySite, 'applied' | 'environment' | 'states'>): KnownPool[] {
  const ids = poolIds.safeParse(states.environment?.outputs.node_pool_ids?.value).data ?? {};
  const own = applied.resources('linode_lke_node_pool').flatMap((body) =>
    Object.entries(appliedPools.parse(body).for_each).map(([name, { autoscaler, node_count: count }]) => {
      return { name, count: autoscaler?.min ?? count ?? 0, id: ids[name] };
    }),
  );
  const inline = environment.nodePools.filter(({ isInline }) => isInline);
  return [...inline.map((pool) => inlinePool(pool, states.cluster)), ...own];
}

/** The pool inside the cluster: it is known by its label, and its size by the state of `cluster`. */
function inlinePool({ name, label, count }: NodePool, cluster: StateJson | undefined): KnownPool {
  const ids = poolIds.safeParse(cluster?.outputs.node_pool_ids?.value).data;
  const instances = cluster?.resources.filter(({ type }) => type === 'linode_lke_cluster') ?? [];
  const resource = instances.find(({ mode }) => mode === 'managed')?.instances[0]?.attributes;
  const [applied] = clusterPools.safeParse(resource).data?.pool ?? [];
  return { name, count: applied?.autoscaler[0]?.min ?? applied?.count ?? count, id: ids?.[label] };
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
