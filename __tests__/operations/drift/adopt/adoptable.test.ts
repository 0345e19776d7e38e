import { CLUSTER_ADDRESSES } from '../../../../model/addresses';
import type { Difference } from '../../../../model/rules/drift/difference';
import { adoptableBy } from '../../../../operations/drift/adopt/adoptable';
import { difference } from '../../../support/drift';

const UNSAID = { because: 'platform.yaml has no field for it: the platform decides it' };
const placesOf = (about: Partial<Difference>) => {
  const adoptable = adoptableBy(difference({ stack: 'cluster', ...about }), 'baseline');
  return 'places' in adoptable ? adoptable.places : adoptable;
};

describe('the field that has words for what is there', () => {
  it.each([
    ['inbound', ['inbound', 0, 'ports'], 'inbound'],
    ['inbound_policy', ['inbound_policy'], 'inboundPolicy'],
    ['outbound', ['outbound'], 'outbound'],
    ['outbound_policy', ['outbound_policy'], 'outboundPolicy'],
  ])('of a firewall is its own: %s', (_, path, field) => {
    expect(placesOf({ address: CLUSTER_ADDRESSES.firewall, path })).toEqual([['network', 'firewall', field]]);
  });

  it('is none for what is only named alike', () => {
    expect(placesOf({ address: CLUSTER_ADDRESSES.firewall, path: ['label_of_others'] })).toEqual(UNSAID);
    expect(placesOf({ address: CLUSTER_ADDRESSES.firewall, path: ['tags'] })).toEqual(UNSAID);
    expect(placesOf({ address: 'linode_firewall.another', path: ['inbound'] })).toEqual(UNSAID);
  });

  it('of the cluster is found below its blocks, too', () => {
    const of = (...path: (string | number)[]) =>
      placesOf({ address: CLUSTER_ADDRESSES.cluster, kind: 'linode_lke_cluster', path });

    expect(of('control_plane', 0, 'high_availability')).toEqual([['cluster', 'highAvailability']]);
    expect(of('control_plane', 0, 'acl', 0, 'addresses', 0, 'ipv4')).toEqual([['cluster', 'controlPlaneAcl']]);
    expect(of('control_plane', 0, 'something_new')).toEqual(UNSAID);
  });

  it('of a pool is in its environment, and of the pool inside the cluster in system', () => {
    const kind = 'linode_lke_node_pool';
    const pool = { pool: 'web' };
    const of = (address: string) => placesOf({ stack: 'production', kind, address, path: ['autoscaler', 0, 'max'] });
    const counts = ['count', 'maxCount'];

    expect(of('linode_lke_node_pool.pool["web"]')).toEqual(
      counts.map((field) => ['environments', 'production', 'nodePools', pool, field]),
    );
    expect(of('linode_lke_node_pool.other["web"]')).toEqual(UNSAID);
    expect(
      placesOf({ address: CLUSTER_ADDRESSES.cluster, kind: 'linode_lke_cluster', path: ['pool', 0, 'count'] }),
    ).toEqual(counts.map((field) => ['environments', 'system', 'nodePools', { pool: 'baseline' }, field]));
    expect(
      placesOf({ stack: 'production', kind, address: 'linode_lke_node_pool.pool["web"]', path: ['type'] }),
    ).toEqual(UNSAID);
  });

  it('of a quota is that of the environment, as a number where it is one', () => {
    const of = (address: string, name: string, after: string) =>
      adoptableBy(
        difference({
          ...{ stack: 'staging', kind: 'kubernetes_resource_quota_v1', address, after },
          path: ['spec', 0, 'hard', name],
        }),
        'baseline',
      );
    const own = 'kubernetes_resource_quota_v1.namespace_quota';

    expect(of(own, 'pods', '40')).toEqual({ places: [['environments', 'staging', 'quota', 'pods']], value: 40 });
    expect(of(own, 'requests.memory', '8Gi')).toMatchObject({ value: '8Gi' });
    expect(of(own, 'count/jobs', '8')).toEqual(UNSAID);
    expect(of('kubernetes_resource_quota_v1.other', 'pods', '40')).toEqual(UNSAID);
  });

  it('is none for what is gone or was added as a whole, with what to do instead', () => {
    expect(placesOf({ address: CLUSTER_ADDRESSES.firewall, path: [], action: 'removed' })).toEqual({
      because: expect.stringContaining('it is gone') as string,
    });
    expect(placesOf({ address: 'linode_firewall/7', path: [], action: 'added' })).toEqual({
      because: expect.stringContaining('nobody declared it') as string,
    });
  });
});
