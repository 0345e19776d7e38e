import { baselineBucketAddress, CLUSTER_ADDRESSES, nodePoolAddress } from '../../model/addresses';
import { baselineBucketNameOf } from '../../model/naming';
import type { AssignedPool } from './assign-pools';
import { BASELINE_BUCKETS, isTogether } from './describe-state';
import { subnetOf } from './describe-vpc';
import type { Live } from './live';
import type { PlatformData } from './part';

type Import = NonNullable<PlatformData['imports']>[number];

/**
 * What the stacks take over. The buckets of the stack `state` are not among it: bootstrap does that, because the state
 * itself is in one of them.
 *
 * @param network what of the network the platform describes
 * @param bucketPrefix beginning of the names of the platform's buckets
 */
export function importsOf(
  live: Live,
  pools: readonly AssignedPool[],
  { vpc, firewall, dns }: NonNullable<PlatformData['network']>,
  bucketPrefix: string,
): Import[] {
  const clusterId = live.cluster.id;
  const inCluster = (to: keyof typeof CLUSTER_ADDRESSES, ...ids: readonly (number | undefined)[]): Import => ({
    stack: 'cluster',
    to: CLUSTER_ADDRESSES[to],
    id: ids.join(','),
  });
  return [
    inCluster('cluster', clusterId),
    ...(vpc ? [inCluster('vpc', live.vpc?.id), inCluster('subnet', live.vpc?.id, subnetOf(live)?.id)] : []),
    ...(firewall ? [inCluster('firewall', live.firewall?.id)] : []),
    ...(dns ? [inCluster('zone', live.domain?.id)] : []),
    ...pools
      .filter(({ isSystemPool }) => !isSystemPool)
      .map(({ environment, name, pool }): Import => {
        return { stack: environment, to: nodePoolAddress(name), id: `${clusterId},${pool.id}` };
      }),
    ...baselineBuckets(live, bucketPrefix),
  ];
}

function baselineBuckets({ buckets }: Live, prefix: string): Import[] {
  const [place] = buckets;
  return BASELINE_BUCKETS.flatMap((part) => {
    const found = buckets.find(({ name }) => name === baselineBucketNameOf(prefix, part));
    if (!found || !place || !isTogether(found, place)) return [];
    return [{ stack: 'system', to: baselineBucketAddress(part), id: `${found.region}:${found.name}` }];
  });
}
