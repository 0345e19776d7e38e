import type { AppliedRecord, StateVersion } from '../../../operations/applied-configuration/record';
import { leadingBack, previousOf } from '../../../operations/rollback/previous';

const state = (serial: number): StateVersion => ({ lineage: 'a', serial });
const record = (key: string, end: AppliedRecord['end']): AppliedRecord => ({
  ...{ key, stack: 'production', began: '2026-11-28T06:00:00.000Z', hash: `hash-${key}` },
  ...{ source: { commit: `commit-${key}`, changed: [] }, engine: { name: 'Terraform', version: '1.11.4' } },
  ...{ state: state(0), end },
});
const ended = (outcome: 'done' | 'failed', serial: number) => ({
  outcome,
  ended: '2026-11-28T06:01:00.000Z',
  state: state(serial),
});
const previous = (records: AppliedRecord[], serial = 2, isEmpty = false) =>
  previousOf({ stack: 'production', records, state: state(serial), isEmpty });

describe('what to go back to', () => {
  it('is the last configuration that was applied to its end', () => {
    expect(previous([record('1', ended('done', 1)), record('2', ended('done', 2))])).toEqual({
      ...{ kind: 'configuration', key: '2', hash: 'hash-2', commit: 'commit-2' },
    });
  });

  it('is none that failed, or was killed', () => {
    const done = record('1', ended('done', 1));

    expect(previous([done, record('2', ended('failed', 2))])).toMatchObject({ key: '1' });
    expect(previous([done, record('2', undefined)])).toMatchObject({ key: '1' });
  });

  it('is the same where a copy took the place of the state', () => {
    const written = { at: '2026-11-28T06:02:00.000Z', by: 'restore-state', state: state(3) } as const;

    expect(previous([{ ...record('1', ended('done', 2)), written }], 3)).toMatchObject({ key: '1' });
  });

  it('is nothing where nothing was there, or was ever applied to its end', () => {
    expect(previous([record('1', ended('failed', 2))])).toEqual({ kind: 'nothing' });
    expect(previous([record('1', ended('done', 2))], 2, true)).toEqual({ kind: 'nothing' });
    expect(previousOf({ stack: 'production', records: [], state: undefined, isEmpty: true })).toEqual({
      kind: 'nothing',
    });
  });

  it('is not known where something else wrote the state, or nothing was kept', () => {
    expect(previous([record('1', ended('done', 1))], 5)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('written 4 times') as string,
    });
    expect(previous([])).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('no configuration of production was kept') as string,
    });
  });

  it('is not known where the same was applied before: what it changes is drift', () => {
    const found = previous([record('1', ended('done', 2))]);

    expect(leadingBack(found, 'hash-1')).toMatchObject({ kind: 'unknown' });
    expect(leadingBack(found, 'hash-2')).toBe(found);
    expect(leadingBack({ kind: 'nothing' }, 'hash-1')).toEqual({ kind: 'nothing' });
  });
});
