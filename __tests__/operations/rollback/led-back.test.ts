import type { AppliedRecord } from '../../../operations/applied-configuration/record';
import { judgeLast, lastOf } from '../../../operations/rollback/led-back';

const PLAN = {
  change_id: '#12',
  stack: 'production',
  rollback_id: 'production/2-b',
  changed: { key: 'applied/production/2-b/', hash: 'b' },
} as const;
const record = (key: string, hash: string, outcome?: 'done' | 'failed'): AppliedRecord => ({
  ...{ key, hash, stack: 'production', began: '2026-11-28T10:00:00.000Z', source: { unknown: '' } },
  ...{ engine: { name: 'Terraform', version: '1.11.4' }, state: null },
  end: outcome && { outcome, ended: '2026-11-28T10:01:00.000Z', state: null },
});

describe('whether what was before a change is what was applied last', () => {
  it.each([
    ['went back', record('applied/production/3-a/', 'a', 'done'), 'passed', 'what was before is'],
    ['went back, and failed', record('applied/production/3-a/', 'a', 'failed'), 'failed', 'failed half way; go on'],
    ['was killed on the way', record('applied/production/3-a/', 'a'), 'failed', 'did not come to its end; go on'],
    ['did not go back', record('applied/production/2-b/', 'b', 'done'), 'failed', 'nothing was gone back from'],
    [
      'applied something else since',
      record('applied/production/4-c/', 'c', 'done'),
      'failed',
      'something else was applied since #12: production/4-c',
    ],
  ] as const)('where somebody %s', (_, last, result, detail) => {
    expect(judgeLast(PLAN, last, 'a')).toMatchObject({
      result,
      ...(detail && { detail: expect.stringContaining(detail) as string }),
    });
  });

  it('is so where an apply after it had nothing to do, and where the rollback itself had nothing to do', () => {
    const confirming = (key: string, hash: string) => ({
      ...record(key, hash, 'done'),
      confirms: '2026-11-28T10:00:00.000Z',
    });
    const [back, change] = [record('3', 'a', 'done'), record('2', 'b', 'failed')];

    expect(lastOf([change, back, confirming('4', 'comment')], 'a')).toBe(back);
    expect(lastOf([change, confirming('3', 'a')], 'a')).toMatchObject({ key: '3' });
    expect(lastOf([change], 'a')).toBe(change);
    expect(lastOf([], 'a')).toBeUndefined();
  });

  it('is not so where an apply since only said again what it had applied itself', () => {
    const applied = record('3', 'a', 'done');
    const since = record('4', 'c', 'done');

    // The former configuration was applied before that, not after it.
    expect(lastOf([applied, since], 'a')).toBe(since);
    expect(lastOf([{ ...applied, confirms: '2026-11-28T10:00:00.000Z' }, since], 'a')).toBe(since);
  });

  it('is so where one that confirms it comes after one that is named alike', () => {
    const change = record('2', 'a', 'failed');
    const confirming = { ...record('3', 'a', 'done'), confirms: '2026-11-28T10:00:00.000Z' };

    expect(lastOf([change, confirming], 'a')).toBe(confirming);
  });

  it('is not so where nothing is kept', () => {
    expect(judgeLast(PLAN, undefined, 'a').result).toBe('failed');
  });
});
