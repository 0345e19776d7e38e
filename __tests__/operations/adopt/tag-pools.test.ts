import { assignPools } from '../../../operations/adopt/assign-pools';
import { requireTagConsent, untaggedPools, withTag } from '../../../operations/adopt/tag-pools';
import { livePool } from '../../support/live';

const POOLS = assignPools(
  [livePool(1), livePool(2, { label: 'staging' }), livePool(3, { label: 'production', tags: ['environment-pool'] })],
  { pools: [] },
);

describe('the tag of external pools', () => {
  it('is missing on those outside of the cluster resource alone', () => {
    expect(untaggedPools(POOLS).map(({ id }) => id)).toEqual([2]);
  });

  it('is on all of them in the end', () => {
    expect(withTag(POOLS).map(({ pool }) => pool.tags)).toEqual([[], ['environment-pool'], ['environment-pool']]);
  });

  it('is added with consent only', () => {
    expect(() => {
      requireTagConsent(POOLS, false);
    }).toThrow(/pools 2 \(staging, g6-standard-4\) lack the tag environment-pool.*--tag-pools/);
    expect(() => {
      requireTagConsent(POOLS, true);
    }).not.toThrow();
  });

  it('needs no consent where none is missing', () => {
    expect(() => {
      requireTagConsent(
        POOLS.filter(({ pool }) => pool.id !== 2),
        false,
      );
    }).not.toThrow();
  });
});
