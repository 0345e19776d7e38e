import { baselineBucketAddress, CLUSTER_ADDRESSES } from '../../model/addresses';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import type { Platform } from '../../model/platform';
import type { AssignedPool } from './assign-pools';
import { aclNetworks } from './describe-cluster';
import { BASELINE_BUCKETS } from './describe-state';
import { subnetOf } from './describe-vpc';
import { type Change, differences } from './difference';
import { firewallChanges } from './firewall-changes';
import type { Live } from './live';
import { poolChanges } from './pool-changes';

/** What the first apply of each stack changes in place of what exists; none of it replaces anything. */
export function changesOf(live: Live, pools: readonly AssignedPool[], platform: Platform): Change[] {
  return [
    ...clusterChanges(live, platform),
    ...vpcChanges(live, platform),
    ...firewallChanges(live, platform),
    ...zoneChanges(live, platform),
    ...pools.flatMap((assigned) => poolChanges(assigned, live, platform)),
    ...bucketChanges(live, platform),
  ];
}

function clusterChanges({ cluster, acl, pools }: Live, platform: Platform): Change[] {
  const { controlPlaneAcl: wanted } = platform.cluster;
  const current = acl?.enabled ? aclNetworks(acl) : { ipv4: [], ipv6: [] };
  const alone = pools.length === 1;
  return differences({ stack: 'cluster', address: CLUSTER_ADDRESSES.cluster }, [
    { attribute: 'tags', before: cluster.tags, after: [platform.name] },
    { attribute: 'control_plane.acl.addresses.ipv4', before: current.ipv4, after: wanted.ipv4 },
    { attribute: 'control_plane.acl.addresses.ipv6', before: current.ipv6, after: wanted.ipv6 },
    {
      attribute: 'external_pool_tags',
      before: alone ? [] : [ENVIRONMENT_POOL_TAG],
      after: [ENVIRONMENT_POOL_TAG],
      consequence: 'In the state alone; at Linode it changes nothing.',
    },
  ]);
}

function vpcChanges(live: Live, { network: { vpc } }: Platform): Change[] {
  if (!vpc) return [];
  return differences({ stack: 'cluster', address: CLUSTER_ADDRESSES.subnet }, [
    { attribute: 'label', before: subnetOf(live)?.label, after: vpc.label },
  ]);
}

function zoneChanges({ domain }: Live, { name, network: { dns } }: Platform): Change[] {
  if (!domain || !dns) return [];
  return differences({ stack: 'cluster', address: CLUSTER_ADDRESSES.zone }, [
    { attribute: 'tags', before: domain.tags, after: [name] },
    {
      attribute: 'ttl_sec',
      before: domain.ttl_sec,
      after: dns.ttlSeconds,
      consequence: 'Linode answers with its default where there is 0, which is the same time to live.',
    },
  ]);
}

function bucketChanges({ buckets }: Live, { imports, state: { bucketPrefix } }: Platform): Change[] {
  return BASELINE_BUCKETS.flatMap((part) => {
    const address = baselineBucketAddress(part);
    const bucket = buckets.find(({ name }) => name === `${bucketPrefix}-${part}`);
    if (!bucket || !imports.some(({ to }) => to === address)) return [];
    return differences({ stack: 'system', address }, [{ attribute: 'acl', before: bucket.acl, after: 'private' }]);
  });
}
