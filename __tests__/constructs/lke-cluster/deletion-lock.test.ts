import type { LkeClusterProps } from '../../../constructs/lke-cluster/inputs';
import { LkeCluster } from '../../../constructs/lke-cluster/lke-cluster';
import { NodePools } from '../../../constructs/lke-cluster/node-pools';
import { synthesizeConstruct } from '../../support/construct-root';

const POOLS = { general: { type: 'g6-dedicated-4', nodeCount: 3 } };

const PROPS: LkeClusterProps = {
  label: 'acme',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: ['203.0.113.0/24'] },
  systemPool: { type: 'g6-standard-4', nodeCount: 3 },
  nodePools: POOLS,
};

const locksOf = (props: Partial<LkeClusterProps>) =>
  synthesizeConstruct((root) => new LkeCluster(root, 'cluster', { ...PROPS, ...props })).resource.linode_lock;

describe('locks of a cluster', () => {
  it('are none unless they are asked for', () => {
    expect(locksOf({})).toBeUndefined();
    expect(locksOf({ deletionLock: false })).toBeUndefined();
  });

  it('are on the cluster, its inline pool and each further pool, and leave the nodes free to go', () => {
    const lock = { entity_id: '${each.value}', lock_type: 'cannot_delete' };

    expect(locksOf({ deletionLock: true })).toMatchObject({
      cluster_lock: {
        ...lock,
        entity_type: 'lkecluster',
        for_each: { this: '${linode_lke_cluster.cluster.id}' },
      },
      cluster_system_pool_lock: {
        ...lock,
        entity_type: 'lkenodepool',
        for_each: { this: '${linode_lke_cluster.cluster.pool[0].id}' },
      },
      cluster_pool_lock: {
        ...lock,
        entity_type: 'lkenodepool',
        for_each: { general: '${linode_lke_node_pool.cluster_pool["general"].id}' },
      },
    });
  });

  it('follow a variable', () => {
    const deletionLock = '${var.deletion_lock}' as unknown as boolean;

    expect(locksOf({ deletionLock })?.cluster_lock).toMatchObject({
      for_each: '${{ for id in [linode_lke_cluster.cluster.id] : "this" => id if var.deletion_lock }}',
    });
  });

  it('are on pools without their cluster, too', () => {
    const { resource } = synthesizeConstruct(
      (root) => new NodePools(root, 'pool', { clusterId: 1, pools: POOLS, deletionLock: true }),
    );

    expect(resource.linode_lock).toMatchObject({
      pool_lock: { for_each: { general: '${linode_lke_node_pool.pool["general"].id}' } },
    });
  });
});
