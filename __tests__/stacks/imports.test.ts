import { CLUSTER_ADDRESSES, nodePoolAddress } from '../../model/addresses';
import { platformOf, STANDARD } from '../support/platforms';
import { resourcesOf, synthesize } from '../support/synthesize';

const CLUSTER = { stack: 'cluster', to: CLUSTER_ADDRESSES.cluster, id: '1001' };
const FIREWALL = { stack: 'cluster', to: CLUSTER_ADDRESSES.firewall, id: '1002' };
const POOL = { stack: 'production', to: nodePoolAddress('general'), id: '1001,1003' };

const stacksOf = (imports: readonly object[]) => synthesize(platformOf({ ...STANDARD, imports })).stacks;

function ignoredOfCluster(imports: readonly object[]): unknown {
  const { cluster } = stacksOf(imports);
  const body = cluster && resourcesOf(cluster).find(({ type }) => type === 'linode_lke_cluster')?.body;
  return (body?.lifecycle as { ignore_changes?: unknown }).ignore_changes;
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

  it('leaves the pools of a cluster as they are while it is taken over', () => {
    expect(ignoredOfCluster([CLUSTER])).toEqual(['pool']);
  });

  it('is no reason to leave the pools of a cluster that the stack has already', () => {
    expect(ignoredOfCluster([FIREWALL, POOL])).toBeUndefined();
  });
});
