import type { AppliedRecord, StateVersion } from '../../../operations/applied-configuration/record';
import { effective, gapIn, sinceDone } from '../../../operations/rollback/since-done';

const state = (serial: number, lineage = 'ours'): StateVersion => ({ lineage, serial });
const record = (
  key: string,
  from: number | null,
  to?: number | null,
  about: { outcome?: 'done' | 'failed'; written?: number } = {},
) =>
  ({
    ...{ key, stack: 'production', hash: key, state: from === null ? null : state(from) },
    end:
      to === undefined
        ? undefined
        : { outcome: about.outcome ?? 'done', ended: '', state: to === null ? null : state(to) },
    ...(about.written !== undefined && { written: { at: '', by: 'forget', state: state(about.written) } }),
  }) as unknown as AppliedRecord;
const FAILED = { outcome: 'failed' } as const;

describe('the applies since the last that came to its end', () => {
  it('are those after it, of the same lineage', () => {
    const [one, two, three] = [record('1', null, 1), record('2', 1, 2), record('3', 2, 3, FAILED)];
    const foreign = {
      ...record('x', 7, 8),
      state: state(7, 'other'),
      end: { outcome: 'done', ended: '', state: state(8, 'other') },
    } as AppliedRecord;

    expect(sinceDone([one, two, three], 'ours')).toEqual({ done: two, others: [three] });
    expect(sinceDone([one, two, foreign, three], 'ours')).toEqual({ done: two, others: [three] });
    expect(sinceDone([record('1', null, 1, FAILED)], 'ours')).toMatchObject({ done: undefined });
  });

  it('follow each other where each began with what the former left', () => {
    expect(
      gapIn(sinceDone([record('1', null, 1), record('2', 1, 2, FAILED), record('3', 2, 3, FAILED)], 'ours')),
    ).toBeUndefined();
  });

  it('have a gap where somebody else has written the state in between', () => {
    const [former, next] = [record('1', null, 1), record('2', 3, 4, FAILED)];

    expect(gapIn(sinceDone([former, next], 'ours'))).toEqual({ former, next });
  });

  it('have none where a rollback wrote it, as far as that has come', () => {
    const gap = (met: number) =>
      gapIn(sinceDone([record('1', null, 1, { written: 4 }), record('2', met, 9, FAILED)], 'ours'));

    expect([1, 2, 3, 4].map(gap)).toEqual([undefined, undefined, undefined, undefined]);
    expect(gap(5)).toBeDefined();
    expect(gap(0)).toBeDefined();
  });

  it('have none after one that did not come to its end: what it left is not known', () => {
    expect(gapIn(sinceDone([record('1', null), record('2', 5, 6, FAILED)], 'ours'))).toBeUndefined();
  });

  it('count where they changed the state', () => {
    const [nothing, something, killed] = [record('2', 1, 1, FAILED), record('3', 1, 2, FAILED), record('4', 2)];
    const keys = (now: StateVersion | undefined, ...others: AppliedRecord[]) =>
      effective({ done: record('1', null, 1), others }, now).map(({ key }) => key);

    expect(keys(state(2), nothing, something)).toEqual(['3']);
    expect(keys(state(2), something, killed)).toEqual(['3']);
    expect(keys(state(3), something, killed)).toEqual(['3', '4']);
    expect(keys(state(2), killed, record('5', 3, 4, FAILED))).toEqual(['4', '5']);
  });
});
