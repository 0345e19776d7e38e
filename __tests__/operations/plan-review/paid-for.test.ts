import { sumOf } from '../../../model/cost/amount';
import { sumText } from '../../../model/cost/amount-text';
import { priced } from '../../../model/cost/cost';
import type { ResourceChangeJson } from '../../../operations/engine/plan-json';
import { paidForIn } from '../../../operations/plan-review/paid-for';
import type { StackId } from '../../../model/naming';

type Change = Pick<ResourceChangeJson['change'], 'actions' | 'before' | 'after'>;

const ENVIRONMENT = 'lke-platform.io/environment';
const pool = (values: object = {}) => ({
  ...{ id: '7', label: 'production-general', type: 'g6-dedicated-4', node_count: 3, autoscaler: [] },
  ...{ labels: { [ENVIRONMENT]: 'production' }, ...values },
});
const scaled = (min: number, max: number) => ({ autoscaler: [{ min, max }] });
const cluster = (values: object = {}) => ({
  ...{ region: 'nl-ams', tier: null, control_plane: [{ high_availability: true }] },
  pool: [{ id: 1, label: 'system-baseline', type: 'g6-standard-8', count: 3, autoscaler: [], labels: {} }],
  ...values,
});

/** What is paid for on both sides, as `owner name count–maxCount × what`. */
function paid(type: string, change: Change, stack: StackId = 'production', region = 'nl-ams') {
  const resource = { address: `${type}.it`, mode: 'managed', type, change } as const;
  const { before, after } = paidForIn({ stack, region }, { format_version: '1.2', resource_changes: [resource] });
  return [before, after].map((items) =>
    items.map(({ owner, name, quantity, priced: of }) => {
      const what = 'service' in of ? of.service : of.instanceType;
      return `${owner} ${name} ${quantity.count}–${quantity.maxCount} × ${what}`;
    }),
  );
}

describe('what a plan says is paid for', () => {
  it.each([
    ['a pool of another size', pool(), pool({ node_count: 5 }), '3–3 × g6-dedicated-4', '5–5 × g6-dedicated-4'],
    [
      'a pool of another type',
      pool(),
      pool({ type: 'g6-dedicated-8' }),
      '3–3 × g6-dedicated-4',
      '3–3 × g6-dedicated-8',
    ],
    ['a pool that gets an autoscaler', pool(), pool(scaled(3, 9)), '3–3 × g6-dedicated-4', '3–9 × g6-dedicated-4'],
    [
      'a pool that an autoscaler has scaled',
      pool({ ...scaled(3, 9), node_count: 7 }),
      pool({ ...scaled(3, 9), node_count: undefined }),
      '3–9 × g6-dedicated-4',
      '3–9 × g6-dedicated-4',
    ],
  ])('is that of %s', (_what, before, after, was, is) => {
    expect(paid('linode_lke_node_pool', { actions: ['update'], before, after })).toEqual([
      [`production general ${was}`],
      [`production general ${is}`],
    ]);
  });

  it.each<[string, Change['actions'], number, number]>([
    ['made', ['create'], 0, 1],
    ['deleted', ['delete'], 1, 0],
    ['made anew', ['delete', 'create'], 1, 1],
    ['left as it is', ['no-op'], 1, 1],
    ['forgotten, which leaves it running', ['forget'], 1, 1],
  ])('is on the sides where there is something: what is %s', (_what, actions, before, after) => {
    const has = (side: 'create' | 'delete') => actions.includes(side) || actions.includes('no-op');
    const change = {
      actions,
      before: has('delete') || actions.includes('forget') ? pool() : null,
      after: has('create') ? pool() : null,
    };
    expect(paid('linode_lke_node_pool', change).map((side) => side.length)).toEqual([before, after]);
  });

  it('is that of the cluster: its control plane, and the pool inside it by its place', () => {
    const gone = { id: 0, label: '', type: 'g6-standard-8', count: 3, autoscaler: [], labels: {} };
    const before = cluster({
      control_plane: [{ high_availability: false }],
      pool: [{ ...cluster().pool[0], label: '' }, gone],
    });
    expect(paid('linode_lke_cluster', { actions: ['update'], before, after: cluster() }, 'cluster')).toEqual([
      ['system baseline 3–3 × g6-standard-8'],
      ['shared control plane 1–1 × lke-ha', 'system baseline 3–3 × g6-standard-8'],
    ]);
  });

  it('is that of the enterprise tier', () => {
    const [, after] = paid(
      'linode_lke_cluster',
      { actions: ['create'], before: null, after: cluster({ tier: 'enterprise' }) },
      'cluster',
    );
    expect(after).toContain('shared control plane 1–1 × lke-e');
  });

  it('is what a quota lets an environment make', () => {
    const quota = (allowed: string) => ({
      metadata: [{ namespace: 'env-staging' }],
      spec: [{ hard: { 'services.loadbalancers': allowed } }],
    });
    expect(
      paid('kubernetes_resource_quota_v1', { actions: ['update'], before: quota('0'), after: quota('2') }, 'staging'),
    ).toEqual([[], ['staging load balancers 0–2 × nodebalancer']]);
  });

  it('is what a release of the baseline claims, and stays when the release goes', () => {
    const volumes = ['shared volume of loki 10–10 × volume'];
    const release = { name: 'loki' };
    expect(paid('helm_release', { actions: ['create'], before: null, after: release }, 'system')).toEqual([
      [],
      volumes,
    ]);
    expect(paid('helm_release', { actions: ['delete'], before: release, after: null }, 'system')).toEqual([
      volumes,
      volumes,
    ]);
    expect(
      paid('helm_release', { actions: ['create'], before: null, after: { name: 'constructor' } }, 'system'),
    ).toEqual([[], []]);
  });

  it('has the prices of the region that the cluster has on each side', () => {
    const change = { actions: ['delete', 'create'] as const, before: cluster({ region: 'br-gru' }), after: cluster() };
    const resource = { address: 'linode_lke_cluster.it', mode: 'managed', type: 'linode_lke_cluster', change } as const;
    const { before, after } = paidForIn(
      { stack: 'cluster', region: 'nl-ams' },
      { format_version: '1.2', resource_changes: [resource] },
    );

    // 3 × 268.80 + 84 and 3 × 192 + 60
    expect([before, after].map((items) => sumText(priced(items, {}).cost.count))).toEqual(['$890.40', '$636.00']);
  });

  it('is nothing for what is read only, and for what costs nothing', () => {
    expect(paid('linode_firewall', { actions: ['create'], before: null, after: {} })).toEqual([[], []]);
    const data = {
      address: 'data.linode_lke_cluster.live',
      mode: 'data',
      type: 'linode_lke_cluster',
      change: { actions: ['read'], before: null, after: cluster() },
    } as const;
    expect(
      paidForIn({ stack: 'cluster', region: 'nl-ams' }, { format_version: '1.2', resource_changes: [data] }).after,
    ).toEqual([]);
    expect(sumText(sumOf([]))).toBe('$0.00');
  });
});
