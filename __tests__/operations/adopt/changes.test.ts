import { changesOf } from '../../../operations/adopt/changes';
import type { Live, LiveBucket } from '../../../operations/adopt/live';
import { adopted, live, liveDomain, liveEnterprise, liveFirewall, livePool, liveVpc } from '../../support/live';

/** `address attribute` of every change. */
function changes(it: Live): string[] {
  const { pools, platform } = adopted(it);
  return changesOf(it, pools, platform).map(({ address, attribute }) => `${address} ${attribute}`);
}

const around = (more: Parameters<typeof live>[0]) => changes(live(more)).filter((change) => !change.includes('pool'));

describe('what the first apply changes', () => {
  it('is nothing of what is as the platform has it', () => {
    expect(around({})).toEqual([]);
  });

  it('is other tags of the cluster, and an ACL that is not written as Linode keeps it', () => {
    expect(
      around({ cluster: { tags: ['by-hand'] }, acl: { enabled: true, addresses: { ipv4: ['203.0.113.7'] } } }),
    ).toEqual(['linode_lke_cluster.cluster tags']);
  });

  it('is what the state knows of a cluster with one pool, which needs no second step', () => {
    expect(changes(live({ pools: [livePool(11)] }))).toContain('linode_lke_cluster.cluster external_pool_tags');
  });

  it('is the label of a subnet that is not that of its VPC', () => {
    const subnets = [{ ...liveVpc().subnets[0]!, label: 'nodes' }];

    expect(changes(liveEnterprise({ vpc: liveVpc({ subnets }) }))).toContain(
      'linode_vpc_subnet.network_subnet["this"] label',
    );
  });

  it('is other tags of the zone', () => {
    expect(around({ domain: liveDomain({ tags: ['shop'], ttl_sec: 300 }) })).toEqual([]);
    expect(around({ domain: liveDomain({ ttl_sec: 300 }) })).toEqual(['linode_domain.network_zone["this"] tags']);
  });

  it('is the time to live of a zone that leaves it to Linode', () => {
    expect(around({ domain: liveDomain({ tags: ['shop'], ttl_sec: 0 }) })).toEqual([
      'linode_domain.network_zone["this"] ttl_sec',
    ]);
  });

  it('is that a bucket of the baseline becomes private', () => {
    const bucket = (name: string): LiveBucket => ({
      name,
      region: 'nl-ams',
      endpointHost: undefined,
      acl: 'public-read',
    });

    expect(around({ buckets: [bucket('shop-state'), bucket('shop-loki')] })).toEqual([
      'linode_object_storage_bucket.observability_loki_bucket acl',
    ]);
  });

  it('is not part of a firewall that was left out', () => {
    expect(around({ firewall: liveFirewall({ rules: { inbound: [{ ruleset: 5 }] } }) })).toEqual([]);
  });
});
