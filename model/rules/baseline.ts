import { baselinePartsOf, baselinePods, roomOf, unplaced, type Amounts } from '../baseline-capacity';
import type { Rule } from './rule';
import { poolsOf, type PoolEntry } from './walk';

/** Effects of a taint that keep pods off a node. */
const KEEPING_OFF: readonly (string | undefined)[] = ['NoSchedule', 'NoExecute'];

/** Pools on which the baseline runs: it tolerates the environment's taint, and none of a pool's own. */
const carriesBaseline = ({ environment, pool }: PoolEntry) =>
  environment === 'system' && !(pool.taints ?? []).some((taint) => KEEPING_OFF.includes(taint?.effect));

export const baselineFits: Rule = {
  id: 'baseline-fits',
  about: "System's pools without taints of their own hold what the baseline requests, pod by pod and node by node",
  source: 'docs/linode-notes.md (requests of the charts, and what nodes of LKE have for pods)',
  check(draft, report, { instanceTypes }) {
    const collectors = draft.observability?.otelCollectors;
    const pools = poolsOf(draft)
      .filter(carriesBaseline)
      .map((entry) => ({ ...entry, type: instanceTypes.get(entry.pool.instanceType ?? '') }));
    const [first] = pools;
    if (!first || collectors === undefined) return;
    const nodes: Amounts[] = [];
    for (const { pool, type } of pools) {
      const count = pool.maxCount ?? pool.count;
      // What is wrong with a pool is said elsewhere; nothing is known of its nodes.
      if (!type || count === undefined) return;
      nodes.push(...Array.from({ length: count }, () => roomOf(type)));
    }
    const pods = baselinePods(baselinePartsOf(draft));
    const [homeless] = unplaced(pods, nodes);
    if (!homeless) return;
    const largest = nodes.some(({ cpu, memory }) => cpu >= homeless.cpu && memory >= homeless.memory);
    const total = pods.reduce((sum, { cpu, memory }) => ({ cpu: sum.cpu + cpu, memory: sum.memory + memory }), {
      cpu: 0,
      memory: 0,
    });
    const given = pools
      .map(({ pool }) => `${pool.maxCount ?? pool.count ?? 0} of ${String(pool.instanceType)}`)
      .join(', ');
    report([...first.path, largest ? 'count' : 'instanceType'], {
      what: largest
        ? `the pools of system cannot hold the baseline: no node has room left for ${homeless.name}`
        : `no node of system can hold ${homeless.name} of the baseline, which requests ${inWords(homeless)}`,
      given,
      allowed: `nodes that hold ${inWords(total)} of requests together, and one pod of 2 GiB among them`,
      fix: largest ? 'write a larger count or instanceType, or add a pool' : 'write g6-standard-4 or larger',
    });
  },
};

const inWords = ({ cpu, memory }: Amounts) => `${round(cpu)} cores and ${round(memory)} GiB`;
const round = (amount: number) => Math.round(amount * 100) / 100;
