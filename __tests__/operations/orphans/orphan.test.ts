import { heldIn } from '../../../operations/orphans/held';
import { type Orphan, orphansAmong } from '../../../operations/orphans/orphan';
import { referenceOfImport, type Thing } from '../../../operations/orphans/thing';
import { wantedBy } from '../../../operations/orphans/wanted';
import type { PlanJson } from '../../../operations/engine/plan-json';
import type { StateJson } from '../../../operations/engine/state-json';

const mark = 'it has the tag acme';
const resource = (type: string, attributes: object, mode: 'managed' | 'data' = 'managed') => ({
  mode,
  type,
  name: 'it',
  instances: [{ attributes: attributes as Record<string, unknown> }],
});
const state = (...resources: StateJson['resources']): StateJson => ({
  serial: 1,
  lineage: 'x',
  outputs: {},
  resources,
});

describe('what states hold', () => {
  it('is known by the id with which its provider imports it', () => {
    const held = heldIn([
      state(
        resource('linode_lke_cluster', { id: '7', label: 'acme', pool: [{ id: 8, label: 'system-general' }] }),
        resource('linode_vpc_subnet', { id: '3', vpc_id: 2, label: 'nodes' }),
      ),
      state(
        resource('linode_lke_node_pool', { id: '9', cluster_id: 7, label: 'production-general' }),
        resource('linode_object_storage_bucket', { id: 'x', region: 'nl-ams', label: 'acme-loki' }),
        resource('helm_release', { id: 'loki', name: 'loki', namespace: 'monitoring' }),
        resource('kubernetes_limit_range_v1', { metadata: [{ name: 'environment', namespace: 'env-production' }] }),
        resource('kubernetes_namespace_v1', { metadata: [{ name: 'env-production' }] }),
        resource('linode_firewall', { id: '5', label: 'read' }, 'data'),
        resource('terraform_data', { id: 'y' }),
      ),
    ]);

    expect([...held.keys()]).toEqual([
      'linode_lke_cluster:7',
      'linode_lke_node_pool:7,8',
      'linode_vpc_subnet:2,3',
      'linode_lke_node_pool:7,9',
      'linode_object_storage_bucket:nl-ams:acme-loki',
      'helm_release:monitoring/loki',
      'kubernetes_limit_range_v1:env-production/environment',
      'kubernetes_namespace_v1:env-production',
    ]);
  });
});

describe('what a plan would make', () => {
  const change = (type: string, actions: string[], after: object, more: object = {}) => ({
    address: `${type}.it`,
    mode: 'managed',
    type,
    change: { actions, after, ...more },
  });
  const wanted = (...changes: object[]) =>
    wantedBy('cluster', { format_version: '1.2', resource_changes: changes } as unknown as PlanJson);

  it('is what it creates, and neither what it replaces, nor what it imports', () => {
    expect(
      wanted(
        change('linode_firewall', ['create'], { label: 'acme-fw' }),
        change('linode_domain', ['delete', 'create'], { domain: 'acme.example' }),
        change('linode_lke_cluster', ['create'], { label: 'acme' }, { importing: { id: '7' } }),
        change('terraform_data', ['create'], {}),
      ),
    ).toEqual([{ stack: 'cluster', address: 'linode_firewall.it', type: 'linode_firewall', name: 'acme-fw' }]);
  });
});

describe('orphans', () => {
  const firewall = (id: string, more: Partial<Thing> = {}): Thing => ({
    type: 'linode_firewall',
    id,
    name: 'acme-fw',
    ...more,
  });
  const place = { stack: 'cluster' as const, address: 'linode_firewall.it', type: 'linode_firewall', name: 'acme-fw' };
  const ids = (orphans: Orphan[]) => orphans.map(({ id, wanted }) => [id, wanted?.address]);

  it('carry a mark, or are in the way of a plan, and no state holds them', () => {
    expect(ids(orphansAmong([firewall('1', { mark })], new Set(), []))).toEqual([['1', undefined]]);
    expect(ids(orphansAmong([firewall('1')], new Set(), [place]))).toEqual([['1', 'linode_firewall.it']]);
    expect(orphansAmong([firewall('1', { mark })], new Set(['linode_firewall:1']), [place])).toEqual([]);
    expect(orphansAmong([firewall('1')], new Set(), [])).toEqual([]);
    expect(orphansAmong([firewall('1')], new Set(), [{ ...place, type: 'linode_vpc' }])).toEqual([]);
  });

  it('are not what a stack is about to take over', () => {
    const about = referenceOfImport({ to: 'linode_firewall.network_firewall["this"]', id: '1' });

    expect(ids(orphansAmong([firewall('1', { mark }), firewall('2', { mark })], new Set([about]), []))).toEqual([
      ['2', undefined],
    ]);
  });

  it('stand for what a plan would make once; the next one of that name is there twice', () => {
    expect(ids(orphansAmong([firewall('1', { mark }), firewall('2', { mark })], new Set(), [place]))).toEqual([
      ['1', 'linode_firewall.it'],
      ['2', undefined],
    ]);
  });
});
