import { lostPools } from '../../../operations/plan-review/lost-pools';
import { summarize } from '../../../operations/plan-review/plan-summary';

describe('the node pools that a plan loses', () => {
  const pool = (id: number, environment: string, name: string, type = 'a') => ({
    id,
    label: `${environment}-${name}`,
    type,
    labels: { 'lke-platform.io/environment': environment },
  });
  const BASELINE = pool(1, 'system', 'baseline');
  const GENERAL = pool(2, 'production', 'general');
  const lost = (before: object[], after: object[]) => {
    const change = { actions: ['update' as const], before: { pool: before }, after: { pool: after } };
    const cluster = { address: 'linode_lke_cluster.c', mode: 'managed' as const, type: 'linode_lke_cluster', change };
    return lostPools(summarize({ format_version: '1.2', resource_changes: [cluster] })).map(
      ({ pool: { name }, becomes }) => `${name} becomes ${becomes}`,
    );
  };

  it.each([
    ['deleted', [BASELINE, GENERAL], [BASELINE], ['production-general (2) becomes nothing']],
    [
      'replaced by one of another label',
      [BASELINE],
      [pool(1, 'system', 'gpu', 'b')],
      ['system-baseline (1) becomes another pool'],
    ],
    [
      'taken for the first one, which is gone',
      [{ id: 0 }, GENERAL],
      [BASELINE],
      ['production-general (2) becomes another pool'],
    ],
  ])('are those that are %s', (_, before, after, expected) => {
    expect(lost(before, after)).toEqual(expected);
  });

  it.each([
    ['gets another type', [BASELINE], [{ ...BASELINE, type: 'b' }]],
    ['gets another name', [BASELINE], [{ ...BASELINE, label: 'system-base' }]],
    ['gets an environment, because it had none', [{ ...BASELINE, labels: {} }], [BASELINE]],
    ['is made', [BASELINE], [BASELINE, GENERAL]],
  ])('are not one that %s', (_, before, after) => {
    expect(lost(before, after)).toEqual([]);
  });
});
