import { resolve } from 'node:path';
import { readProviders } from '../../../publish/hcl/provider-schema';
import { interfaceOf } from '../../../publish/modules/interface';
import { lkeCluster } from '../../../publish/modules/lke-cluster';
import { network } from '../../../publish/modules/network';

const PROVIDERS = readProviders(resolve(__dirname, '../../..'));
const cluster = interfaceOf(lkeCluster, PROVIDERS);

describe('the interface of a module', () => {
  it('names resources by the keys of their instances, too', () => {
    expect(cluster.resources).toEqual([
      'terraform_data.vpc',
      'terraform_data.pool_begun["<key of node_pools>"]',
      'linode_lke_cluster.this',
      'linode_lke_node_pool.pool["<key of node_pools>"]',
      'linode_lock.pool_lock["<key of node_pools>"]',
      'linode_lock.lock["this"]',
      'linode_lock.system_pool_lock["this"]',
    ]);
    expect(interfaceOf(network, PROVIDERS).resources).toEqual(
      expect.arrayContaining(['linode_vpc.vpc["this"]', 'linode_vpc_subnet.further_subnet["<key of vpc.subnets>"]']),
    );
  });

  it('has the limits of each value, and of the keys of a map', () => {
    const pool = cluster.inputs.system_pool?.fields;

    expect(pool?.node_count?.limits).toEqual([{ kind: 'whole', min: 1, max: 500 }]);
    expect(pool?.labels?.keys).toMatchObject({ kind: 'text', max: 128, without: ['kubernetes.io', 'linode.com'] });
    expect(pool?.labels?.element?.limits).toMatchObject([{ kind: 'text', max: 63 }]);
  });

  it('has what holds between values, each condition on one line', () => {
    expect(cluster.rules).toContainEqual({
      condition: '(var.vpc_id != null) == (var.subnet_id != null)',
      message: 'A VPC and its subnet belong together. Set vpc_id and subnet_id, or neither.',
    });
    expect(cluster.rules.filter(({ condition }) => condition.includes('\n'))).toEqual([]);
  });
});
