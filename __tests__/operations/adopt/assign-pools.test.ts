import { assignPools, type PoolChoices } from '../../../operations/adopt/assign-pools';
import { livePool } from '../../support/live';

const BASE = livePool(1);

function placesOf(pools: readonly ReturnType<typeof livePool>[], choices: Partial<PoolChoices> = {}): string[] {
  const assigned = assignPools(pools, { pools: [], ...choices });
  return assigned.map(
    ({ pool, environment, name, isSystemPool }) => `${pool.id} ${environment}/${name}${isSystemPool ? ' first' : ''}`,
  );
}

describe('a pool', () => {
  it.each([
    [
      'where the user says',
      livePool(2, { tags: ['env-staging'] }),
      { id: 2, environment: 'production', name: 'web' },
      'production/web',
    ],
    [
      'by the tag of an environment',
      livePool(2, { label: 'production-web', tags: ['env-staging'] }),
      undefined,
      'staging/production-web',
    ],
    ['by the label of an environment', livePool(2, { label: 'production-web' }), undefined, 'production/web'],
    ['by a label that is an environment', livePool(2, { label: 'staging' }), undefined, 'staging/staging'],
    ['in system when nothing says otherwise', livePool(2, { label: 'productive' }), undefined, 'system/productive'],
  ] as const)('goes %s', (_how, pool, choice, place) => {
    expect(placesOf([BASE, pool], { pools: choice ? [choice] : [] })).toEqual(expect.arrayContaining([`2 ${place}`]));
  });

  it('is named after its id when its label is not a name, or taken', () => {
    expect(
      placesOf([BASE, livePool(2, { label: 'gpu' }), livePool(3, { label: 'gpu' }), livePool(4, { label: '4x' })]),
    ).toEqual(['1 system/pool-1 first', '2 system/gpu', '3 system/pool-3', '4 system/pool-4']);
  });

  it('leaves the name to the one that the user gave it to', () => {
    const choice = { id: 3, environment: 'system', name: 'gpu' } as const;

    expect(placesOf([BASE, livePool(2, { label: 'gpu' }), livePool(3)], { pools: [choice] })).toEqual([
      '1 system/pool-1 first',
      '2 system/pool-2',
      '3 system/gpu',
    ]);
  });

  it('of another cluster is refused', () => {
    expect(() => placesOf([BASE], { pools: [{ id: 9, environment: 'staging' }] })).toThrow(
      'the cluster has no pool 9. It has 1 (g6-standard-4).',
    );
  });
});

describe('the pool inside the cluster', () => {
  it.each([
    ['without taints', livePool(1, { taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }] })],
    ['without GPUs', livePool(1, { type: 'g1-gpu-rtx6000-1' })],
    ['without an autoscaler', livePool(1, { autoscaler: { enabled: true, min: 1, max: 3 } })],
    ['of the environment system', livePool(1, { label: 'production-web' })],
    ['without the tag of external pools', livePool(1, { tags: ['environment-pool'] })],
  ])('is one %s', (_what, other) => {
    expect(placesOf([other, livePool(2)])).toEqual(expect.arrayContaining(['2 system/pool-2 first']));
  });

  it('comes first, whatever the order at Linode', () => {
    expect(placesOf([livePool(1), livePool(2), livePool(3)], { systemPool: 2 })[0]).toBe('2 system/pool-2 first');
  });

  it.each([
    ['no pool is of system', [livePool(1, { label: 'staging' })], undefined],
    ['the chosen one is of another environment', [BASE, livePool(2, { label: 'staging' })], 2],
    ['the chosen one has the tag of external pools', [BASE, livePool(2, { tags: ['environment-pool'] })], 2],
  ])('cannot be had when %s', (_why, pools, systemPool) => {
    expect(() => placesOf(pools, { systemPool })).toThrow('--pool <id>=system');
  });
});
