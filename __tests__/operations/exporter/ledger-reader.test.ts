import { LedgerReader } from '../../../operations/exporter/sources/ledger-reader';
import type { Anchors } from '../../../operations/ledger/anchors';
import { nextEvent, type StoredEvent } from '../../../operations/ledger/event';
import { Ledger } from '../../../operations/ledger/ledger';
import { keyOf, type LedgerStore } from '../../../operations/ledger/store';

const NOW = new Date('2026-11-28T12:00:00.000Z');
const NOBODY = new AbortController().signal;
const EVENTS = 10_000;

const anchors: Anchors = {
  write: () => Promise.resolve(),
  // eslint-disable-next-line @typescript-eslint/require-await -- stands in for what asks a store
  async *list() {
    yield* [];
  },
};

/** A chain that long, in memory, whose readings are counted. */
function longChain() {
  const objects = new Map<string, string>();
  let last: StoredEvent | undefined;
  const actor = { name: 'jane', provenBy: 'linode-profile' as const };
  for (let sequence = 1; sequence <= EVENTS; sequence += 1) {
    const record = { id: '6f2c1c0e-6f5b-4c1a-9a55-0d2f6b0c7a11', kind: 'noise', actor, what: 'x', why: null };
    last = nextEvent('production', { ...record, details: {} }, last, NOW);
    objects.set(keyOf('production', sequence), last.text);
  }
  const count = { reads: 0, onRead: (): void => undefined };
  const store: LedgerStore = {
    bucket: 'ledger',
    requireBucket: () => Promise.resolve(),
    exists: (key) => Promise.resolve(objects.has(key)),
    read: (key) => {
      count.reads += 1;
      count.onRead();
      return Promise.resolve(objects.get(key));
    },
    create: () => Promise.reject(new Error('nothing is written here')),
  };
  return { objects, count, reader: new LedgerReader(new Ledger({ store, anchors })) };
}

describe(`the reading of a chain of ${EVENTS} events`, () => {
  it('takes each of them once, and then only what is new', async () => {
    const { count, reader } = longChain();
    const told = await reader.read(NOW, NOBODY);
    expect([told.chains.get('production')?.last, count.reads]).toEqual([EVENTS, EVENTS]);

    await reader.read(NOW, NOBODY);
    expect(count.reads).toBe(EVENTS);
  });

  it('goes on where it was broken off', async () => {
    const { count, reader } = longChain();
    const end = new AbortController();
    count.onRead = () => {
      if (count.reads === 1000) end.abort();
    };
    await expect(reader.read(NOW, end.signal)).rejects.toThrow();
    const before = count.reads;
    expect(before).toBeLessThan(EVENTS);

    await reader.read(NOW, NOBODY);
    // Those that were asked for and not taken are asked for again.
    expect(count.reads).toBeLessThanOrEqual(EVENTS + 64);
  });

  it('begins anew where events were cut off, and does not count them', async () => {
    const { objects, count, reader } = longChain();
    await reader.read(NOW, NOBODY);
    for (let sequence = 101; sequence <= EVENTS; sequence += 1) objects.delete(keyOf('production', sequence));
    count.reads = 0;

    expect((await reader.read(NOW, NOBODY)).chains.get('production')?.last).toBe(100);
    expect(count.reads).toBe(100);
  });
});
