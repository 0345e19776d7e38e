import { systemPoolNameOf } from '../system-pool';
import type { PlatformDraft } from '../draft';
import type { Rule } from './rule';
import { type PoolEntry, poolsOf } from './walk';

export const systemPoolNamed: Rule = {
  id: 'system-pool-named',
  about: 'Where system has several pools, cluster.systemPool names the one that stays inside the cluster',
  source: 'docs/linode-notes.md (LKE demands one pool inside the cluster)',
  check(draft, report) {
    const names = systemPools(draft).flatMap(({ pool }) => pool.name ?? []);
    const given = draft.cluster?.systemPool;
    const [first] = names;
    if (draft.cluster === undefined || first === undefined) return;
    const path = ['cluster', 'systemPool'];
    const allowed = `a pool of system: ${names.join(', ')}`;
    if (given === undefined && names.length > 1) {
      report(path, {
        what: `system has ${names.length} pools, and nothing says which of them stays inside the cluster`,
        allowed,
        fix: `write systemPool: ${first}, if the cluster exists: the first one has been it so far; or run npx lke-platform migrate`,
      });
    } else if (given !== undefined && !names.includes(given)) {
      report(path, {
        what: `system has no pool ${given}`,
        allowed,
        fix: 'name a pool of environments.system.nodePools',
      });
    }
  },
};

export const systemPoolFollowsCluster: Rule = {
  id: 'system-pool-follows-cluster',
  about: 'The pool inside the cluster takes version and update strategy from the cluster',
  source: 'docs/linode-notes.md (the provider does not send them for an inline pool, and then re-creates it)',
  check(draft, report) {
    const entry = systemPoolOf(draft);
    if (!entry || draft.cluster?.tier !== 'enterprise') return;
    for (const key of ['kubernetesVersion', 'updateStrategy'] as const) {
      if (entry.pool[key] === undefined) continue;
      report([...entry.path, key], {
        what: `the pool inside the cluster takes no ${key}: the provider would re-create it on the next apply`,
        allowed: 'nothing here; every other pool may have it',
        fix: `remove ${key}`,
      });
    }
  },
};

export const systemPoolRunsEverything: Rule = {
  id: 'system-pool-runs-everything',
  about: "The pool inside the cluster is untainted and has no GPUs, because LKE's own pods run there",
  source: 'docs/linode-notes.md (LKE demands one pool inside the cluster)',
  check(draft, report, { instanceTypes }) {
    const entry = systemPoolOf(draft);
    if (!entry) return;
    if (entry.pool.taints && entry.pool.taints.length > 0) {
      report([...entry.path, 'taints'], {
        what: "the pool inside the cluster has taints, so that LKE's own pods would not run",
        allowed: 'no taints',
        fix: 'remove the taints, or name another pool in cluster.systemPool',
      });
    }
    if (instanceTypes.get(entry.pool.instanceType ?? '')?.gpus) {
      report([...entry.path, 'instanceType'], {
        what: "the pool inside the cluster runs LKE's own pods, for which GPUs are wasted",
        allowed: 'an instance type without GPUs',
        fix: 'name a pool without GPUs in cluster.systemPool; add one where there is none',
      });
    }
  },
};

const systemPools = (draft: PlatformDraft) => poolsOf(draft).filter(({ environment }) => environment === 'system');

/** The pool inside the cluster, where the file says which it is. */
function systemPoolOf(draft: PlatformDraft): PoolEntry | undefined {
  const name = systemPoolNameOf(draft);
  return name === undefined ? undefined : systemPools(draft).find(({ pool }) => pool.name === name);
}
