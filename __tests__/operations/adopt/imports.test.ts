import type { LiveBucket } from '../../../operations/adopt/live';
import { adopted, live, liveDomain, liveEnterprise, liveFirewall, liveVpc } from '../../support/live';

const bucket = (name: string, region = 'nl-ams'): LiveBucket => ({
  name,
  region,
  endpointHost: undefined,
  acl: 'private',
});

const importsOf = (it: ReturnType<typeof live>) =>
  adopted(it).data.imports?.map(({ stack, to, id }) => `${stack}: ${to} ${id}`);

describe('what the stacks take over', () => {
  it('is the cluster, and every pool but the one inside it', () => {
    expect(importsOf(live())).toEqual([
      'cluster: linode_lke_cluster.cluster 10',
      'production: linode_lke_node_pool.pool["web"] 10,12',
    ]);
  });

  it('is what the network has', () => {
    const firewall = liveFirewall();
    const domain = liveDomain();

    expect(importsOf(liveEnterprise({ firewall, domain }))).toEqual(
      expect.arrayContaining([
        'cluster: linode_vpc.network_vpc["this"] 70',
        'cluster: linode_vpc_subnet.network_subnet["this"] 70,71',
        'cluster: linode_firewall.network_firewall["this"] 50',
        'cluster: linode_domain.network_zone["this"] 60',
      ]),
    );
  });

  it('is nothing that was left out', () => {
    const vpc = liveVpc({ label: 'lke10' });
    const domain = liveDomain({ description: 'x' });

    expect(importsOf(liveEnterprise({ vpc, domain }))).toHaveLength(2);
  });

  it('is the buckets of the baseline; those of the state are taken over by bootstrap', () => {
    const buckets = [bucket('shop-state'), bucket('shop-loki'), bucket('shop-tempo', 'us-ord')];

    expect(importsOf(live({ buckets }))?.slice(2)).toEqual([
      'system: linode_object_storage_bucket.observability_loki_bucket nl-ams:shop-loki',
    ]);
  });
});
