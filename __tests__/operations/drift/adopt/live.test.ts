import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import type { StackId } from '../../../../model/naming';
import { describeDeclared, type Described } from '../../../../operations/drift/adopt/live';
import type { StateJson } from '../../../../operations/engine/state-json';
import { connectLinode } from '../../../../operations/linode/client';
import { linodeAccess } from '../../../../operations/linode/access';
import { makeAtLinode } from '../../../support/make-at-linode';

const WEB = {
  action: 'ACCEPT',
  label: 'allow-web',
  protocol: 'TCP',
  ports: '443, 8443',
  addresses: { ipv4: ['0.0.0.0/0'] },
};

describe('what is at Linode of the states of a platform', () => {
  let standIn: StandIn;
  let described: Described;
  beforeAll(async () => {
    standIn = await startStandIn({ kubernetesOnLoopback: true });
    const at = (path: string, body: object) => makeAtLinode(standIn, path, body);
    const node_pools = [{ type: 'g6-standard-2', count: 4 }];
    const control_plane = { high_availability: true, acl: { enabled: true, addresses: { ipv4: ['192.0.2.0/24'] } } };
    const cluster = await at('/lke/clusters', {
      label: 'acme',
      region: 'nl-ams',
      k8s_version: '1.35',
      control_plane,
      node_pools,
    });
    const pool = await at(`/lke/clusters/${cluster}/pools`, {
      type: 'g6-standard-2',
      count: 3,
      tags: ['environment-pool'],
      labels: { 'acme.example/a': 'b' },
      autoscaler: { enabled: true, min: 3, max: 6 },
    });
    const rules = { inbound: [WEB], outbound: [], inbound_policy: 'ACCEPT', outbound_policy: 'ACCEPT' };
    const firewall = await at('/networking/firewalls', { label: 'acme-fw', rules });
    const domain = { domain: 'acme.example', type: 'master', soa_email: 'b@acme.example', ttl_sec: 3600 };
    const zone = await at('/domains', domain);
    const [inline] = standIn.world.linode.poolsOf(cluster);
    const resource = (type: string, name: string, attributes: Record<string, unknown>, index_key?: string) => ({
      mode: 'managed' as const,
      type,
      name,
      instances: [{ attributes, ...(index_key !== undefined && { index_key }) }],
    });
    const stateOf = (...resources: StateJson['resources'][number][]): StateJson => ({
      serial: 1,
      lineage: 'a',
      outputs: {},
      resources,
    });
    const states = new Map<StackId, StateJson>([
      [
        'cluster',
        stateOf(
          resource('linode_lke_cluster', 'cluster', { id: String(cluster), pool: [{ id: inline?.id }] }),
          resource('linode_firewall', 'network_firewall', { id: String(firewall) }, 'this'),
          resource('linode_domain', 'network_zone', { id: String(zone) }, 'this'),
        ),
      ],
      ['production', stateOf(resource('linode_lke_node_pool', 'pool', { id: String(pool) }, 'general'))],
    ]);
    connectLinode(linodeAccess(undefined, { LINODE_URL: standIn.apiUrl, LINODE_TOKEN: standIn.token }));
    described = await describeDeclared(states, { platform: 'acme', systemPool: 'baseline' });
  });
  afterAll(() => {
    standIn.stop();
  });
  const general = ['environments', 'production', 'nodePools', { pool: 'general' }] as const;
  const baseline = ['environments', 'system', 'nodePools', { pool: 'baseline' }] as const;

  it.each([
    [['cluster', 'kubernetesVersion'], '1.35'],
    [['cluster', 'highAvailability'], true],
    [['cluster', 'controlPlaneAcl'], { ipv4: ['192.0.2.0/24'] }],
    [['network', 'firewall', 'inboundPolicy'], 'ACCEPT'],
    [['network', 'dns', 'soaEmail'], 'b@acme.example'],
    [['network', 'dns', 'ttlSeconds'], 3600],
    [[...general, 'count'], 3],
    [[...general, 'maxCount'], 6],
    [[...general, 'labels'], { 'acme.example/a': 'b' }],
    [[...general, 'taints'], undefined],
    [[...baseline, 'count'], 4],
    [[...baseline, 'maxCount'], undefined],
  ])('has at %j what the file would say: %j', (place, value) => {
    expect(described.valueAt(place)).toEqual(value);
  });

  it('has the rules of the firewall, and what cannot be said', () => {
    expect(described.valueAt(['network', 'firewall', 'inbound'])).toMatchObject([
      { label: 'allow-web', ports: '443, 8443' },
    ]);
    expect(described.leftOut).toEqual([]);
  });
});
