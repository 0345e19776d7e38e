import { CLUSTER_ADDRESSES, nodePoolAddress } from '../../model/addresses';
import { platformOf, STANDARD } from '../support/platforms';
import { resourcesOf, synthesize } from '../support/synthesize';

const CLUSTER = { stack: 'cluster', to: CLUSTER_ADDRESSES.cluster, id: '1001' };
const FIREWALL = { stack: 'cluster', to: CLUSTER_ADDRESSES.firewall, id: '1002' };
const POOL = { stack: 'production', to: nodePoolAddress('general'), id: '1001,1003' };

const stacksOf = (imports: readonly object[]) =>
  synthesize(platformOf({ ...STANDARD, network: { firewall: { attachedTo: 'nodebalancer' } }, imports })).stacks;

function lifecycleOfCluster(imports: readonly object[]): unknown {
  const { cluster } = stacksOf(imports);
  return cluster && resourcesOf(cluster).find(({ type }) => type === 'linode_lke_cluster')?.body.lifecycle;
}

describe('what exists already', () => {
  it('is taken over by the stack that it belongs to', () => {
    const stacks = stacksOf([CLUSTER, FIREWALL, POOL]);

    expect(stacks.cluster).toMatchObject({
      import: [
        { to: 'linode_lke_cluster.cluster', id: '1001' },
        { to: 'linode_firewall.network_firewall["this"]', id: '1002' },
      ],
    });
    expect(stacks.production).toMatchObject({
      import: [{ to: 'linode_lke_node_pool.pool["general"]', id: '1001,1003' }],
    });
    expect(stacks.system).not.toHaveProperty('import');
  });

  it('may not have more than one pool inside the cluster while the cluster is taken over', () => {
    expect(lifecycleOfCluster([CLUSTER])).toMatchObject({
      ignore_changes: ['pool'],
      postcondition: [{ condition: '${length(self.pool) == 1}' }],
    });
  });

  it('changes nothing of how a cluster is kept that the stack has already', () => {
    expect(lifecycleOfCluster([FIREWALL, POOL])).toEqual(lifecycleOfCluster([]));
  });
});
