import type { AppliedRecord, StateVersion } from '../../../operations/applied-configuration/record';
import { type Standing, standingOf, standingText } from '../../../operations/applied-configuration/standing';

const BEGAN = '2026-11-28T10:00:00.000Z';
const state = (serial: number, lineage = 'ours'): StateVersion => ({ lineage, serial });
const record = (from: StateVersion | null, to?: StateVersion | null): AppliedRecord => ({
  key: 'applied/production/x/',
  stack: 'production',
  began: BEGAN,
  hash: 'h',
  source: { commit: 'c', changed: [] },
  engine: { name: 'Terraform', version: '1.11.4' },
  state: from,
  end: to === undefined ? undefined : { outcome: 'done', ended: BEGAN, state: to },
});

describe('how what was kept stands to a state', () => {
  const first = record(null, state(3));
  const second = record(state(3), state(5));

  it.each<[string, readonly AppliedRecord[], StateVersion | undefined, Standing]>([
    ['there is no state', [first], undefined, { status: 'no-state' }],
    ['the last apply left it', [first, second], state(5), { status: 'current', record: second }],
    ['something wrote it twice since', [first, second], state(7), { status: 'older', record: second, writes: 2 }],
    ['it was put back', [first, second], state(3), { status: 'newer', record: second, writes: 2 }],
    [
      'the last apply was killed',
      [first, record(state(3))],
      state(4),
      { status: 'unfinished', record: record(state(3)) },
    ],
    ['the first apply was killed', [record(null)], state(1), { status: 'unfinished', record: record(null) }],
    [
      'a rollback put a copy in its place',
      [first, { ...second, written: { at: BEGAN, by: 'restore-state', state: state(6) } }],
      state(6),
      {
        ...{ status: 'rewritten', by: 'restore-state' },
        record: { ...second, written: { at: BEGAN, by: 'restore-state', state: state(6) } },
      },
    ],
    [
      'a rollback was killed before it wrote it',
      [first, { ...second, written: { at: BEGAN, by: 'restore-state', state: state(6) } }],
      state(5),
      { status: 'current', record: { ...second, written: { at: BEGAN, by: 'restore-state', state: state(6) } } },
    ],
    ['nothing was kept', [], state(5), { status: 'missing' }],
    ['what was kept is of another state', [first, second], state(5, 'begun anew'), { status: 'missing' }],
    [
      'it was begun anew, and applied',
      [first, record(null, state(2, 'new'))],
      state(3),
      { status: 'current', record: first },
    ],
  ])('is known where %s', (_what, records, version, standing) => {
    expect(standingOf(records, version)).toEqual(standing);
  });

  it.each<[Standing, string | undefined]>([
    [{ status: 'no-state' }, undefined],
    [{ status: 'current', record: first }, undefined],
    [{ status: 'missing' }, 'no configuration of production was kept'],
    [{ status: 'unfinished', record: first }, `begun ${BEGAN}, did not come to its end`],
    [{ status: 'rewritten', record: first, by: 'restore-state' }, 'a copy put in its place'],
    [{ status: 'rewritten', record: first, by: 'forget' }, 'made its state forget what goes on existing'],
    [{ status: 'older', record: first, writes: 1 }, 'was written once since the last apply'],
    [{ status: 'newer', record: first, writes: 2 }, 'is 2 serials older than what the last apply left'],
  ])('is said in words: %j', (standing, text) => {
    if (text === undefined) expect(standingText('production', standing)).toBeUndefined();
    else expect(standingText('production', standing)).toContain(text);
  });
});
