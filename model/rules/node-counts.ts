import { CLUSTER_MAX_NODES, POOL_MAX_NODES } from '../entities/cluster';
import type { Rule } from './rule';
import { clusterFits } from './shared';
import { livingOf, poolsOf, type PoolEntry } from './walk';

/** The larger of a pool's numbers of nodes, with the field that says it. */
function largestOf({ pool: { count = 0, maxCount } }: PoolEntry): { field: 'count' | 'maxCount'; nodes: number } {
  return maxCount === undefined ? { field: 'count', nodes: count } : { field: 'maxCount', nodes: maxCount };
}

export const poolSize: Rule = {
  id: 'pool-size',
  about: `A pool of the standard tier has at most ${POOL_MAX_NODES.standard} nodes, one of the enterprise tier ${POOL_MAX_NODES.enterprise}`,
  source: 'Cloud Manager, features/Kubernetes/constants.ts',
  check(draft, report) {
    const tier = draft.cluster?.tier;
    if (tier === undefined) return;
    const most = POOL_MAX_NODES[tier];
    for (const { path, pool } of poolsOf(draft)) {
      for (const field of ['count', 'maxCount'] as const) {
        const nodes = pool[field];
        if (nodes === undefined || nodes <= most) continue;
        report([...path, field], {
          what: `a pool of the ${tier} tier cannot have ${nodes} nodes`,
          allowed: `a whole number from 1 to ${most}`,
          fix: `write ${most} or less, and put the rest into another pool`,
        });
      }
    }
  },
};

export const clusterSize: Rule = {
  id: 'cluster-size',
  about: `A cluster of the standard tier has at most ${CLUSTER_MAX_NODES} nodes, all pools at their largest together`,
  source: 'Cloud Manager, features/Kubernetes/constants.ts',
  check(draft, report) {
    if (draft.cluster?.tier !== 'standard') return;
    const pools = poolsOf(draft, livingOf(draft)).map((pool) => ({ ...pool, ...largestOf(pool) }));
    const nodes = pools.reduce((sum, pool) => sum + pool.nodes, 0);
    const [largest] = [...pools].sort((a, b) => b.nodes - a.nodes);
    // A single pool that is too large is named by itself.
    if (clusterFits.holds(draft.cluster.tier, [nodes]) || !largest || largest.nodes > POOL_MAX_NODES.standard) return;
    report([...largest.path, largest.field], {
      what: `all pools together can grow to ${nodes} nodes, more than a cluster of the standard tier takes`,
      given: pools.map((pool) => `${pool.environment} ${String(pool.pool.name)} ${pool.nodes}`).join(', '),
      allowed: `at most ${CLUSTER_MAX_NODES} nodes in all pools, by maxCount where a pool has one`,
      fix: 'lower count or maxCount of some pools, or take fewer but larger nodes',
    });
  },
};
