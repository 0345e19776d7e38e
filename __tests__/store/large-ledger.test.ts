import { type AuditFilter, newestEvents } from '../../operations/audit/query';
import type { Anchor, Anchors } from '../../operations/ledger/anchors';
import { nextEvent, type StoredEvent } from '../../operations/ledger/event';
import { Ledger } from '../../operations/ledger/ledger';
import { keyOf, type LedgerStore } from '../../operations/ledger/store';
import { verifyLedger } from '../../operations/ledger/verify-ledger';

const EVENTS = 100_000;
const RARE = 20_000;
const START = Date.UTC(2026, 0, 1);
/** Of a listing in an object storage. */
const PAGE = 1000;

/** A chain of a hundred thousand events, a minute apart, in memory: requests are counted, no time is. */
function largeLedger() {
  const objects = new Map<string, string>();
  const anchored: Anchor[] = [];
  let last: StoredEvent | undefined;
  for (let index = 1; index <= EVENTS; index += 1) {
    const isRare = index % RARE === 0;
    const record = {
      id: '00000000-0000-4000-8000-000000000000',
      kind: isRare ? 'orphan-remove.done' : 'apply.done',
      actor: { name: isRare ? 'joe' : 'jane', provenBy: 'linode-profile' as const },
      what: `event ${index}`,
      why: null,
      details: {},
    };
    last = nextEvent('production', record, last, new Date(START + index * 60_000));
    objects.set(keyOf('production', index), last.text);
    anchored.push({ sequence: index, hash: last.hash, about: { kind: record.kind, actor: record.actor.name } });
  }
  const count = { reads: 0, looks: 0, anchors: 0, atOnce: 0, most: 0 };
  const store: LedgerStore = {
    bucket: 'acme-ledger',
    requireBucket: () => Promise.resolve(),
    exists: (key) => {
      count.looks += 1;
      return Promise.resolve(objects.has(key));
    },
    read: async (key) => {
      count.reads += 1;
      count.atOnce += 1;
      count.most = Math.max(count.most, count.atOnce);
      await Promise.resolve();
      count.atOnce -= 1;
      return objects.get(key);
    },
    create: () => Promise.reject(new Error('nothing is written here')),
  };
  const anchors: Anchors = {
    write: () => Promise.resolve(),
    // eslint-disable-next-line @typescript-eslint/require-await -- stands in for what asks a store
    async *list(_chain, from) {
      for (let index = from - 1; index < anchored.length; index += 1) {
        count.anchors += 1;
        yield anchored[index]!;
      }
    },
  };
  return { ledger: new Ledger({ store, anchors }), anchored, objects, count };
}

describe(`a chain of ${EVENTS} events`, () => {
  const { ledger, anchored, objects, count } = largeLedger();
  beforeEach(() => {
    Object.assign(count, { reads: 0, looks: 0, anchors: 0, atOnce: 0, most: 0 });
  });

  const chains = ['production'] as const;
  const day = (offset: number) => new Date(START + offset * 86_400_000).toISOString();
  const list = async (filter: AuditFilter, limit = 50) =>
    (await newestEvents(ledger, { chains, ...filter }, limit)).map(({ sequence }) => sequence);

  it.each<[string, AuditFilter, number, number]>([
    ['an actor', { actor: 'joe' }, 5, 10],
    ['a kind', { kind: 'orphan-remove' }, 5, 10],
    ['a kind and an actor', { kind: 'orphan-remove', actor: 'joe' }, 5, 10],
    ['a kind that there is not', { kind: 'bootstrap' }, 0, 0],
    ['an actor in a period', { actor: 'joe', since: day(20), until: day(40) }, 1, 60],
    ['a period', { since: day(30), until: day(30.01) }, 15, 130],
  ])('lists by %s without reading what is not meant', async (_what, filter, found, reads) => {
    await expect(list(filter)).resolves.toHaveLength(found);

    expect(count.reads).toBeLessThanOrEqual(reads);
    expect(count.looks).toBeLessThan(50);
    // Each window of a page begins a listing, and looks one further.
    expect(count.anchors / PAGE).toBeLessThanOrEqual(101);
  });

  it('lists the newest without looking at the others', async () => {
    await expect(list({}, 20)).resolves.toHaveLength(20);
    expect([count.reads < 100, count.anchors]).toEqual([true, 0]);
    await expect(list({ actor: 'jane' }, 20)).resolves.toHaveLength(20);
    expect([count.reads < 200, count.anchors <= PAGE + 1]).toEqual([true, true]);
  });

  it('reads an event whose anchor is gone or does not tell, and so finds it', async () => {
    const kept = anchored.slice(RARE - 1, RARE + 1);
    anchored[RARE - 1] = { sequence: RARE, hash: kept[0]?.hash ?? '' };
    await expect(list({ actor: 'joe' })).resolves.toContain(RARE);
    anchored.splice(RARE - 1, 2, ...kept);
  });

  it('is verified from a checkpoint on, holding a handful of events at a time', async () => {
    const checkpoint = anchored[EVENTS - 2001]!;
    const verified = await verifyLedger(ledger, 'production', checkpoint);

    expect(verified).toMatchObject({ events: 2001, head: { sequence: EVENTS }, findings: [] });
    expect(count.reads).toBe(2001);
    expect(count.most).toBeLessThanOrEqual(32);
  });

  it('is verified whole in bounded memory, which names what was replaced', async () => {
    const key = keyOf('production', 77_777);
    const text = objects.get(key) ?? '';
    objects.set(key, text.replace('event 77777', 'nothing'));
    const verified = await verifyLedger(ledger, 'production');
    objects.set(key, text);

    expect(verified.findings).toMatchObject([{ kind: 'replaced', first: 77_777, last: 77_777 }]);
    expect(verified.events).toBe(EVENTS);
    expect(count.most).toBeLessThanOrEqual(32);
  });
});
