import { changedOutside } from '../../../operations/plan-review/changed-outside';
import type { ChangeJson } from '../../../operations/engine/plan-json';

describe('what was changed outside', () => {
  const drift = (before: object, after: object | null, more: { type?: string; actions?: ChangeJson['actions'] } = {}) =>
    changedOutside([
      {
        address: 'a.b',
        mode: 'managed',
        type: more.type ?? 'linode_vpc',
        change: { actions: more.actions ?? ['update'], before, after },
      },
    ]);

  it('is told with what is different', () => {
    expect(drift({ label: 'a' }, { label: 'b' })).toEqual([
      { address: 'a.b', action: 'update', objects: [], attributes: [{ path: 'label', before: '"a"', after: '"b"' }] },
    ]);
  });

  it('is told of what is gone', () => {
    expect(drift({ label: 'a' }, null, { actions: ['delete'] })).toMatchObject([{ action: 'destroy' }]);
  });

  it.each([
    ['an empty map for null', { metadata: [{ annotations: null }] }, { metadata: [{ annotations: {} }] }],
    ['false for null', { audit_logs_enabled: null }, { audit_logs_enabled: false }],
    ['a field that the state did not have', {}, { tags: [] }],
    ['the books of Kubernetes', { metadata: [{ resource_version: '1' }] }, { metadata: [{ resource_version: '2' }] }],
    ['when Linode touched it last', { updated: '2026-11-28T06:00:00' }, { updated: '2026-11-29T06:00:00' }],
    ['how far Linode is with it', { status: 'not_ready' }, { status: 'ready' }],
    ['what a firewall is attached to', { devices: [{ id: 1 }] }, { devices: [{ id: 1 }, { id: 2 }] }],
    ['the count of the changes of its own', { metadata: [{ generation: 1 }] }, { metadata: [{ generation: 2 }] }],
    ['the nodes of a pool', { nodes: [{ status: 'not_ready' }] }, { nodes: [{ status: 'ready' }] }],
    [
      'what an autoscaler does',
      { node_count: 1, autoscaler: [{ max: 4 }] },
      { node_count: 4, autoscaler: [{ max: 4 }] },
    ],
  ])('is not %s', (_, before, after) => {
    expect(drift(before, after)).toEqual([]);
  });

  it.each([
    ['a switch that is off now', { enabled: true }, { enabled: false }],
    ['a map that is empty now', { labels: { a: 'b' } }, { labels: {} }],
    [
      'a label of a namespace',
      { metadata: [{ labels: { status: 'a' } }] },
      { metadata: [{ labels: { status: 'b' } }] },
    ],
    ['a text that ends like such a time', { updated_by: 'jane' }, { updated_by: 'john' }],
    ['such a time within something', { rules: [{ updated: 'a' }] }, { rules: [{ updated: 'b' }] }],
    ['what is named like nodes', { nodes_limit: 1 }, { nodes_limit: 2 }],
    ['a size without an autoscaler', { node_count: 1, autoscaler: [] }, { node_count: 4, autoscaler: [] }],
  ])('is %s', (_, before, after) => {
    expect(drift(before, after)).toHaveLength(1);
  });

  it('is not what only moved', () => {
    expect(drift({ label: 'a' }, { label: 'a' }, { actions: ['no-op'] })).toEqual([]);
  });

  it('names a pool that is new inside the cluster, and not the nodes that an autoscaler adds', () => {
    const pool = (id: number, count: number) => ({ id, label: `p${id}`, count, autoscaler: [{ max: 9 }] });
    const since = drift({ pool: [pool(1, 1)] }, { pool: [pool(1, 5), pool(2, 1)] }, { type: 'linode_lke_cluster' });

    expect(since).toMatchObject([{ objects: [{ action: 'create', name: 'p2 (2)' }], attributes: [] }]);
  });
});
