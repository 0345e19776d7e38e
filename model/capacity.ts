import type { Catalogue } from './catalogue/catalogue';
import { type BaselineDraft, baselinePartsOf, baselineRequests } from './baseline-capacity';
import type { Draft } from './draft';
import type { EnvironmentName } from './entities/environment';
import type { EnvironmentFile } from './platform-file';

/** What nodes hold together. */
export interface Capacity {
  /** CPU cores. */
  readonly cpu: number;
  /** Memory in GiB. */
  readonly memory: number;
  readonly nodes: number;
}

/** Most pods one node of LKE takes (kubelet's default). */
export const PODS_PER_NODE = 110;

type Pool = Draft<EnvironmentFile['nodePools'][number]>;

/** What the pools hold at their largest; undefined while one of them cannot be judged. */
export function capacityOf(pools: readonly (Pool | undefined)[], catalogue: Catalogue): Capacity | undefined {
  let capacity: Capacity = { cpu: 0, memory: 0, nodes: 0 };
  for (const pool of pools) {
    const type = catalogue.instanceTypes.get(pool?.instanceType ?? '');
    const nodes = pool?.maxCount ?? pool?.count;
    if (!type || nodes === undefined) return undefined;
    capacity = {
      cpu: capacity.cpu + nodes * type.vcpus,
      memory: capacity.memory + nodes * type.memory,
      nodes: capacity.nodes + nodes,
    };
  }
  return capacity;
}

/**
 * What the pods of an environment find on the nodes they can run on, those of its own pools; undefined while a pool
 * cannot be judged. On system's nodes the baseline runs, too.
 */
export function capacityForPods(
  environment: EnvironmentName,
  pools: readonly (Pool | undefined)[],
  draft: BaselineDraft,
  catalogue: Catalogue,
): Capacity | undefined {
  const capacity = capacityOf(pools, catalogue);
  if (!capacity || environment !== 'system') return capacity;
  const baseline = baselineRequests(baselinePartsOf(draft));
  return {
    cpu: Math.max(0, Math.floor(capacity.cpu - baseline.cpu)),
    memory: Math.max(0, Math.floor(capacity.memory - baseline.memory)),
    nodes: capacity.nodes,
  };
}

/** The largest single node of the pools, by each resource. */
export function largestNode(pools: readonly (Pool | undefined)[], catalogue: Catalogue): Omit<Capacity, 'nodes'> {
  const types = pools.flatMap((pool) => catalogue.instanceTypes.get(pool?.instanceType ?? '') ?? []);
  return {
    cpu: Math.max(0, ...types.map(({ vcpus }) => vcpus)),
    memory: Math.max(0, ...types.map(({ memory }) => memory)),
  };
}
