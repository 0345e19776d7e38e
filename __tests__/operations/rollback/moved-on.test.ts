import type { AppliedRecord } from '../../../operations/applied-configuration/record';
import { movedOn, plansOf } from '../../../operations/rollback/moved-on';

const record = (key: string, hash: string, serial?: number): AppliedRecord => ({
  ...{ key: `applied/production/${key}/`, stack: 'production', began: '2026-11-28T06:00:00.000Z', hash },
  ...{
    source: { unknown: 'test' },
    engine: { name: 'Terraform', version: '1.11.4' },
    state: { lineage: 'a', serial: 0 },
  },
  end:
    serial === undefined
      ? undefined
      : { outcome: 'done', ended: '2026-11-28T06:01:00.000Z', state: { lineage: 'a', serial } },
});
const CHANGED = { stack: 'production' as const, changed: { key: 'applied/production/2/', hash: 'new' } };
const after = (records: AppliedRecord[], serial: number) =>
  movedOn(CHANGED, [record('1', 'old', 1), record('2', 'new', 2), ...records], 'old', { lineage: 'a', serial });

describe('whether a stack has moved on since a change', () => {
  it('is false where the change was the last, or the rollback itself came after it, done or killed', () => {
    expect([after([], 2), after([record('3', 'old', 3)], 3), after([record('3', 'old')], 2)]).toEqual(
      Array(3).fill({ status: 'no' }),
    );
  });

  it('is false where what came after it was gone back from', () => {
    const [other, another] = [record('3', 'other', 3), record('4', 'another', 4)];
    // What leads back may hold blocks beside what was applied then, and so has another hash.
    const back = { ...record('5', 'new with blocks', 5), undoes: other.key };

    expect(after([other, another, back], 5)).toEqual({ status: 'no' });
    expect(after([other, { ...record('4', 'new with blocks', 4), undoes: other.key }], 4)).toEqual({ status: 'no' });
    expect(after([other, another, { ...back, undoes: another.key }], 5)).toMatchObject({
      since: [{ key: other.key }],
    });
  });

  it('is true where a rollback of what came after it did not come to its end, which is gone on with', () => {
    const other = record('3', 'other', 3);
    const moved = after([other, { ...record('4', 'new with blocks'), undoes: other.key }], 3);

    expect(moved.status === 'changed' && plansOf(moved.since)).toEqual(['production/3', 'production/3']);
  });

  it('is false where the same change was applied once more, as against drift, or after one that was gone back from', () => {
    expect(after([record('3', 'new', 3)], 3)).toEqual({ status: 'no' });
    expect(after([record('3', 'other', 3), record('4', 'new', 4)], 4)).toEqual({ status: 'no' });
    expect(after([record('3', 'other', 3), record('4', 'new')], 3)).toMatchObject({ status: 'changed' });
  });

  it('is true of what came before the same change once more, where that was gone back from', () => {
    const [other, again] = [record('3', 'other', 3), record('4', 'new', 4)];
    const back = { ...record('5', 'other with blocks', 5), undoes: again.key };

    expect(after([other, again, back], 5)).toMatchObject({ status: 'changed', since: [{ key: other.key }] });
    expect(after([other, again, back, { ...record('6', 'new with blocks', 6), undoes: other.key }], 6)).toEqual({
      status: 'no',
    });
  });

  it('is false where an apply after it had nothing to do: it has no plan to go back by', () => {
    const confirmed = { ...record('3', 'comment', 2), confirms: '2026-11-28T06:00:00.000Z' };

    expect(after([confirmed], 2)).toEqual({ status: 'no' });
  });

  it('is false where a killed rollback itself wrote the state', () => {
    const written = {
      at: '2026-11-28T06:02:00.000Z',
      by: 'restore-state',
      state: { lineage: 'a', serial: 3 },
    } as const;
    const records = [record('1', 'old', 1), { ...record('2', 'new', 2), written }];

    expect(movedOn(CHANGED, records, 'old', { lineage: 'a', serial: 3 })).toEqual({ status: 'no' });
    expect(movedOn(CHANGED, records, 'old', { lineage: 'a', serial: 4 })).toMatchObject({ status: 'written' });
  });

  it('names the changes that came after it, the last first', () => {
    const moved = after([record('3', 'other', 3), record('4', 'another', 4)], 4);

    expect(moved).toMatchObject({ status: 'changed' });
    expect(moved.status === 'changed' && plansOf(moved.since)).toEqual(['production/4', 'production/3']);
  });

  it('is not known where something else wrote the state', () => {
    expect(after([], 4)).toMatchObject({
      status: 'written',
      text: expect.stringContaining('written 2 times') as string,
    });
  });

  it('is never begun where nothing of it was kept', () => {
    expect(movedOn(CHANGED, [record('1', 'old', 1)], 'old', undefined)).toEqual({ status: 'never' });
  });
});
