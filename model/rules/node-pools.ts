import { RESERVED_NODE_KEY_DOMAINS } from '../limits';
import { POOL_MAX_NODES } from '../entities/cluster';
import type { Path } from '../problem';
import type { Report, Rule } from './rule';
import { scalesUpwards } from './shared';
import { duplicatesOf, entriesOf, poolsOf, type PoolEntry } from './walk';

export const poolBounds: Rule = {
  id: 'pool-bounds',
  about: 'A pool holds at least as many nodes at its largest as at its smallest',
  source: 'data-model.md, NodePool',
  check(draft, report) {
    for (const { path, pool } of poolsOf(draft)) {
      if (pool.count === undefined || pool.maxCount === undefined) continue;
      if (scalesUpwards.holds(pool.count, pool.maxCount)) continue;
      report([...path, 'maxCount'], {
        what: `maxCount ${pool.maxCount} is less than count ${pool.count}`,
        allowed: `a whole number from ${pool.count} to ${POOL_MAX_NODES[draft.cluster?.tier ?? 'standard']}`,
        fix: `write ${pool.count} or more, or lower count`,
      });
    }
  },
};

export const poolNamesUnique: Rule = {
  id: 'pool-names-unique',
  about: 'No two pools of an environment have the same name',
  source: 'docs/adr/0005-addresses-are-a-contract.md',
  check(draft, report) {
    const key = ({ environment, pool }: PoolEntry) => pool.name && `${environment}/${pool.name}`;
    for (const { entry, first } of duplicatesOf(poolsOf(draft), key)) {
      report([...entry.path, 'name'], {
        what: `the name ${String(entry.pool.name)} is already used by pool ${first.index + 1} of ${entry.environment}`,
        allowed: `a name that no other pool of ${entry.environment} has`,
        fix: 'give one of them another name',
      });
    }
  },
};

export const poolsDistinct: Rule = {
  id: 'pools-distinct',
  about: 'No two pools of an environment are alike but for their name and size',
  source: 'docs/linode-notes.md (pods cannot tell them apart, and the provider mixes them up)',
  check(draft, report) {
    const key = ({ environment, pool }: PoolEntry) =>
      pool.instanceType && JSON.stringify([environment, pool.instanceType, sorted(pool.labels), sorted(pool.taints)]);
    for (const { entry, first } of duplicatesOf(poolsOf(draft), key)) {
      report(entry.path, {
        what: `this pool is like pool "${String(first.pool.name)}": same instance type, labels and taints`,
        given: `${String(entry.pool.instanceType)}, as in pool "${String(first.pool.name)}"`,
        allowed: 'pools of one environment that differ in instance type, labels or taints',
        fix: 'make them one pool with a larger count, or give them different labels',
      });
    }
  },
};

export const gpuOnlyInSystem: Rule = {
  id: 'gpu-only-in-system',
  about: 'GPU pools belong to system',
  source: 'data-model.md, NodePool',
  check(draft, report, { instanceTypes }) {
    for (const { environment, path, pool } of poolsOf(draft)) {
      if (environment === 'system' || !instanceTypes.get(pool.instanceType ?? '')?.gpus) continue;
      report([...path, 'instanceType'], {
        what: `${String(pool.instanceType)} has GPUs, and GPU pools belong to system only`,
        allowed: `in ${environment}, an instance type without GPUs`,
        fix: 'move the pool to environments.system.nodePools',
      });
    }
  },
};

export const taintsDistinct: Rule = {
  id: 'taints-distinct',
  about: 'A pool has no two taints with the same key and effect',
  source: 'Kubernetes node taints',
  check(draft, report) {
    for (const { path, pool } of poolsOf(draft)) {
      const taints = entriesOf([...path, 'taints'], pool.taints);
      for (const { entry, first } of duplicatesOf(taints, ({ entry: { key, effect } }) => key && `${key} ${effect}`)) {
        report(entry.path, {
          what: `the key ${String(entry.entry.key)} with the effect ${String(entry.entry.effect)} is already used by taint ${first.index + 1}`,
          allowed: 'each key once per effect',
          fix: 'remove one of them',
        });
      }
    }
  },
};

export const nodeKeysFree: Rule = {
  id: 'node-keys-free',
  about: 'Node labels and taints keep off the domains of Kubernetes, Linode and this platform',
  source: 'Linode API, POST /lke/clusters/{id}/pools',
  check(draft, report) {
    for (const { path, pool } of poolsOf(draft)) {
      for (const key of Object.keys(pool.labels ?? {})) checkKey(key, [...path, 'labels', key], report);
      for (const { path: at, entry } of entriesOf([...path, 'taints'], pool.taints)) {
        if (entry.key !== undefined) checkKey(entry.key, [...at, 'key'], report);
      }
    }
  },
};

function checkKey(key: string, path: Path, report: Report): void {
  const reserved = RESERVED_NODE_KEY_DOMAINS.find((domain) => key.includes(domain));
  if (reserved) {
    report(path, {
      what: `Linode keeps keys with ${reserved} for itself`,
      given: key,
      allowed: `a key without ${RESERVED_NODE_KEY_DOMAINS.join(' and ')}`,
      fix: 'use a domain of your own, such as example.com/workload',
    });
  } else if (key.startsWith('lke-platform.io/')) {
    report(path, {
      what: 'the platform sets keys below lke-platform.io itself',
      given: key,
      allowed: 'a key of another domain',
      fix: 'use a domain of your own, such as example.com/workload',
    });
  }
}

/** Entries of a map or list in an order that does not depend on that of the file. */
const sorted = (entries: object | undefined) =>
  (Array.isArray(entries) ? entries : Object.entries(entries ?? {})).map((entry) => JSON.stringify(entry)).sort();
