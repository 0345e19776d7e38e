import type { LedgerEvent } from '../../../operations/ledger/event';
import { isLater, noteRecords, type SecretRecords, setBy } from '../../../operations/secrets/records';

const at = (time: string, version = 1) => ({ version, changedAt: `2026-11-28T06:00:${time}Z` });

describe('of two versions of a secret', () => {
  it('is later what was changed later, whatever its number: a path may have been begun anew', () => {
    expect(isLater(at('02.000', 1), at('01.000', 9))).toBe(true);
    expect(isLater(at('01.000', 9), at('02.000', 1))).toBe(false);
  });

  it('is later the higher one within a second, which is all that the name of an object tells', () => {
    expect(isLater(at('01.999', 2), at('01.000', 1))).toBe(true);
    expect(isLater(at('01.999', 1), at('01.000', 1))).toBe(false);
    expect(isLater(at('01.000', 2), at('01.000', 1))).toBe(true);
    expect(isLater(at('01.000', 1), at('01.000', 2))).toBe(false);
  });

  it('is none later that was changed before, though by less than a second', () => {
    expect(isLater(at('01.000', 2), at('01.999', 1))).toBe(false);
  });

  it('is later the higher one where a time is not known', () => {
    expect(isLater({ version: 2 }, at('02.000', 1))).toBe(true);
    expect(isLater(at('02.000', 1), { version: 2 })).toBe(false);
  });
});

describe('what the ledger tells of secrets', () => {
  const synced = (second: number, version: number) => ({
    ...{ version, changedAt: '2026-11-28T06:00:00.000Z' },
    syncedAt: `2026-11-28T06:00:0${second}.000Z`,
  });
  const event = (details: unknown, kind = 'secrets.sync.done') => ({ kind, details }) as LedgerEvent;
  const former: SecretRecords = { bundle: { a: synced(5, 5), b: synced(1, 1) }, rotations: { b: { from: 1, to: 2 } } };

  it('is of each the later sync, in whatever order two runs have written', () => {
    const { bundle } = noteRecords(former, event({ bundle: { a: synced(4, 4), b: synced(2, 2) }, rotations: {} }));

    expect(bundle).toEqual({ a: synced(5, 5), b: synced(2, 2) });
  });

  it('is a rotation of the one that an event is about, and leaves those of the others', () => {
    const began = { item: 'a', bundle: {}, rotations: { a: { from: 5, to: 6 } } };
    const { rotations } = noteRecords(former, event(began));
    expect(rotations).toEqual({ a: { from: 5, to: 6 }, b: { from: 1, to: 2 } });
    expect(noteRecords({ ...former, rotations }, event({ item: 'a', bundle: {}, rotations: {} })).rotations).toEqual({
      b: { from: 1, to: 2 },
    });
    expect(noteRecords(former, event({ bundle: {}, rotations: {} })).rotations).toEqual(former.rotations);
  });

  it('is nothing where an event has another form', () => {
    expect(noteRecords(former, event({ bundle: 'all' }))).toBe(former);
  });

  it('is a new value only where setting it came to its end', () => {
    const details = { item: 'a', version: 2 };

    expect(setBy(event(details, 'secrets.set.done'))).toEqual(['a', { version: 2, changedAt: undefined }]);
    expect(setBy(event(details, 'secrets.set.began'))).toBeUndefined();
    expect(setBy(event({ item: 'a' }, 'secrets.set.done'))).toBeUndefined();
  });
});
