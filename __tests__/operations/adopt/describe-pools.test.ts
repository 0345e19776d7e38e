import type { KubeNodePoolResponse } from '@linode/api-v4';
import { assignPools } from '../../../operations/adopt/assign-pools';
import { describePools } from '../../../operations/adopt/describe-pools';
import { live, liveEnterprise, livePool } from '../../support/live';

/** A pool of production beside the one inside the cluster. */
function describeOne(more: Partial<KubeNodePoolResponse>, cluster = live()) {
  const pools = [livePool(11), livePool(12, { label: 'production-web', ...more })];
  const { data, leftOut, notes } = describePools(cluster, assignPools(pools, { pools: [] }));
  return { pool: data.production?.nodePools[0], leftOut, notes };
}

describe('the description of a pool', () => {
  it('has a fixed number of nodes, or the bounds of the autoscaler', () => {
    expect(describeOne({ count: 4 }).pool).toEqual({ name: 'web', instanceType: 'g6-standard-4', count: 4 });
    expect(describeOne({ count: 4, autoscaler: { enabled: true, min: 2, max: 9 } }).pool).toMatchObject({
      count: 2,
      maxCount: 9,
    });
  });

  it('has the labels and taints that the platform does not set itself', () => {
    const taint = { key: 'shop.example/cache', value: 'redis', effect: 'NoSchedule' } as const;
    const own = { key: 'lke-platform.io/environment', value: 'production', effect: 'NoSchedule' } as const;

    expect(
      describeOne({
        labels: { 'shop.example/tier': 'web', 'lke-platform.io/environment': 'production' },
        taints: [own, taint],
      }),
    ).toMatchObject({ pool: { labels: { 'shop.example/tier': 'web' }, taints: [taint] }, leftOut: [] });
  });

  it('says why the pool is where it is', () => {
    expect(describeOne({}).notes).toEqual([
      {
        path: ['environments', 'system', 'nodePools', 0],
        text: 'Pool 11, in system because no tag and no label says otherwise. It stays inside the cluster, where it never moves.',
      },
      {
        path: ['environments', 'production', 'nodePools', 0],
        text: 'Pool 12, in production by its label production-web.',
      },
    ]);
  });

  it('has a version of its own on the enterprise tier alone, where it differs', () => {
    const cluster = liveEnterprise();

    expect(
      describeOne({ k8s_version: 'v1.33.6+lke7', update_strategy: 'on_recycle' }, cluster).pool,
    ).not.toHaveProperty('kubernetesVersion');
    expect(describeOne({ k8s_version: 'v1.32.9+lke4', update_strategy: 'rolling_update' }, cluster).pool).toMatchObject(
      {
        kubernetesVersion: 'v1.32.9+lke4',
        updateStrategy: 'rolling_update',
      },
    );
  });
});

describe('what a file cannot say of a pool', () => {
  it.each([
    [
      'a taint without a value',
      { taints: [{ key: 'a.example/b', value: '', effect: 'NoExecute' as const }] },
      'the taint a.example/b:NoExecute of pool 12',
    ],
    [
      'a key of the platform',
      { labels: { 'lke-platform.io/old': 'x' } },
      'the label or taint lke-platform.io/old of pool 12',
    ],
  ])('is %s, which the first apply removes', (_what, more, what) => {
    expect(describeOne(more).leftOut).toEqual([
      expect.objectContaining({ what, consequence: expect.stringContaining('the first apply takes it off') as string }),
    ]);
  });

  it('is a version of the pool inside the cluster', () => {
    const pools = assignPools([livePool(11, { k8s_version: 'v1.32.9+lke4' })], { pools: [] });
    const { data, leftOut } = describePools(liveEnterprise(), pools);

    expect(data.system.nodePools[0]).not.toHaveProperty('kubernetesVersion');
    expect(leftOut).toHaveLength(1);
  });
});
