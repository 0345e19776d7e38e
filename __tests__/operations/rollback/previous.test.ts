import type { AppliedRecord, StateVersion } from '../../../operations/applied-configuration/record';
import type { WayBack } from '../../../operations/rollback/classify';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import { type Before, type FormerPlans, leadingBack, previousOf } from '../../../operations/rollback/previous';

const state = (serial: number): StateVersion => ({ lineage: 'a', serial });
/** @param met serial of the state that it met. @default - there was none */
const record = (key: string, end: AppliedRecord['end'], met?: number): AppliedRecord => ({
  ...{ key, stack: 'production', began: '2026-11-28T06:00:00.000Z', hash: `hash-${key}` },
  ...{ source: { commit: `commit-${key}`, changed: [] }, engine: { name: 'Terraform', version: '1.11.4' } },
  ...{ state: met === undefined ? null : state(met), end },
});
const ended = (outcome: 'done' | 'failed', serial: number) => ({
  outcome,
  ended: '2026-11-28T06:01:00.000Z',
  state: state(serial),
});
const way = (address: string, more: Partial<WayBack> = {}): WayBack => ({
  ...{ address, type: 'linode_vpc', action: 'create', inverse: 'destroy', order: 4 },
  ...{ reversibility: 'reversible', verdicts: [] },
  ...more,
});
const plan = (...ways: WayBack[]) => ({ ways_back: ways, inverse_blocks: NO_BLOCKS });

/** Every apply has a plan, unless others are given. */
const previous = (records: AppliedRecord[], more: Partial<Before> = {}, plans?: FormerPlans) =>
  previousOf(
    { stack: 'production', records, state: state(2), made: new Set(), isEmpty: false, ...more },
    plans ?? new Map(records.map(({ key }) => [key, plan()])),
  );
const unknown = (why: string) => ({ kind: 'unknown', why: expect.stringContaining(why) as string });

describe('what to go back to', () => {
  it('is the last configuration that was applied to its end', () => {
    expect(previous([record('1', ended('done', 1)), record('2', ended('done', 2), 1)])).toEqual({
      ...{ kind: 'configuration', key: '2', hash: 'hash-2', commit: 'commit-2' },
    });
  });

  it('is none that failed, or was killed', () => {
    const done = record('1', ended('done', 1));

    expect(previous([done, record('2', ended('failed', 2), 1)])).toMatchObject({ key: '1' });
    expect(previous([done, record('2', undefined, 1)])).toMatchObject({ key: '1' });
  });

  it('is the same where a copy took the place of the state', () => {
    const written = { at: '2026-11-28T06:02:00.000Z', by: 'restore-state', state: state(3) } as const;
    const done = { ...record('1', ended('done', 2)), written };

    expect(previous([done], { state: state(3) })).toMatchObject({ key: '1' });
    expect(previous([done, record('2', ended('failed', 4), 3)], { state: state(4) })).toMatchObject({ key: '1' });
  });

  it('is nothing where no state was met first, and no apply since came to its end', () => {
    expect(previous([record('1', ended('failed', 2))])).toEqual({ kind: 'nothing' });
    expect(previous([record('1', ended('failed', 1)), record('2', ended('failed', 2), 1)])).toEqual({
      kind: 'nothing',
    });
  });

  it('is nothing where nothing is in the state', () => {
    expect(previous([record('1', ended('done', 2))], { isEmpty: true })).toEqual({ kind: 'nothing' });
    expect(previous([], { state: undefined, isEmpty: true })).toEqual({ kind: 'nothing' });
  });

  it('is not known where the first apply met a state, though it failed: something else had made that', () => {
    expect(previous([record('1', ended('failed', 2), 1)])).toMatchObject(unknown('met a state already'));
  });

  it('is not known where something else wrote the state, now or between two applies, or nothing was kept', () => {
    const failed = record('2', ended('failed', 7), 6);

    expect(previous([record('1', ended('done', 1))], { state: state(5) })).toMatchObject(unknown('written 4 times'));
    expect(previous([record('1', ended('failed', 1)), failed], { state: state(7) })).toMatchObject(unknown('wrote'));
    expect(previous([record('1', ended('done', 1)), failed], { state: state(7) })).toMatchObject(unknown('wrote'));
    expect(previous([])).toMatchObject(unknown('no configuration of production was kept'));
  });

  it('is not known where the state is gone', () => {
    expect(previous([record('1', ended('done', 1))], { state: undefined, isEmpty: true })).toMatchObject(
      unknown('gone'),
    );
  });

  it('is not known where the plan of an apply that failed is not there: it may have taken something over', () => {
    const records = [record('1', ended('failed', 1)), record('2', ended('failed', 2), 1)];

    expect(previous(records, {}, new Map([['1', plan()]]))).toMatchObject(unknown('the plan of the way back'));
    // One that changed nothing took nothing over.
    expect(previous([record('1', { ...ended('failed', 2), state: null })], {}, new Map())).toMatchObject({
      kind: 'nothing',
    });
  });

  it('is not known where the same was applied before: what it changes is drift', () => {
    const found = previous([record('1', ended('done', 2))]);

    expect(leadingBack(found, 'hash-1')).toMatchObject({ kind: 'unknown' });
    expect(leadingBack(found, 'hash-2')).toBe(found);
    expect(leadingBack({ kind: 'nothing' }, 'hash-1')).toEqual({ kind: 'nothing' });
  });
});

describe('what to go back to after a first apply that was killed', () => {
  const killed = record('1', undefined);
  const after = (made: string[], ways: WayBack[], others: [AppliedRecord, WayBack[]][] = []) =>
    previous(
      [killed, ...others.map(([it]) => it)],
      { made: new Set(made) },
      new Map([['1', plan(...ways)], ...others.map(([{ key }, them]) => [key, plan(...them)] as const)]),
    );

  it('is its configuration where all is there that it was to make', () => {
    expect(after(['a', 'b'], [way('a'), way('b')])).toMatchObject({ kind: 'configuration', key: '1' });
  });

  it('is nothing where some of that is not there', () => {
    expect(after(['a'], [way('a'), way('b')])).toEqual({ kind: 'nothing' });
    expect(after(['a'], [way('a'), way('b')], [[record('2', ended('failed', 2), 1), []]])).toEqual({ kind: 'nothing' });
  });

  it('is not nothing only because a later apply moved what was there', () => {
    const moved = way('c', { action: 'move', inverse: 'move', previousAddress: 'b' });

    expect(after(['a', 'c'], [way('a'), way('b')], [[record('2', ended('failed', 2), 1), [moved]]])).toMatchObject({
      key: '1',
    });
  });

  it('is not known where it changed something, too: whether it did is written nowhere', () => {
    const changed = way('b', { action: 'update', inverse: 'forget' });

    expect(after(['a', 'b'], [way('a'), changed])).toMatchObject(unknown('one was killed'));
  });
});
