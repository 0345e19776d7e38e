import type { Anchor, Anchors } from '../../operations/ledger/anchors';
import type { Chain, LedgerRecord } from '../../operations/ledger/event';
import { Ledger } from '../../operations/ledger/ledger';
import type { LedgerStore } from '../../operations/ledger/store';

/** A ledger whose objects a test can look at and tamper with. */
export interface MemoryLedger {
  readonly ledger: Ledger;
  readonly objects: Map<string, string>;
  readonly anchored: { chain: Chain; anchor: Anchor }[];
  /** what was asked of the store: `exists development/000000000001.json` */
  readonly requests: string[];
}

/** A ledger in memory, with the clock of the test. @param changes of the store, to let things go wrong */
export function memoryLedger(
  now: () => Date = () => new Date('2026-11-27T12:00:00Z'),
  changes: Partial<LedgerStore> = {},
): MemoryLedger {
  const objects = new Map<string, string>();
  const anchored: MemoryLedger['anchored'] = [];
  const requests: string[] = [];
  const store: LedgerStore = {
    bucket: 'acme-ledger',
    requireBucket: () => Promise.resolve(),
    exists: (key) => {
      requests.push(`exists ${key}`);
      return Promise.resolve(objects.has(key));
    },
    read: (key) => {
      requests.push(`read ${key}`);
      return Promise.resolve(objects.get(key));
    },
    create: (key, text) => {
      requests.push(`create ${key}`);
      if (objects.has(key)) return Promise.resolve('exists');
      objects.set(key, text);
      return Promise.resolve('created');
    },
    ...changes,
  };
  const anchors: Anchors = {
    write: ({ event: { chain, sequence, kind, actor }, hash }) => {
      anchored.push({ chain, anchor: { sequence, hash, about: { kind, actor: actor.name } } });
      return Promise.resolve();
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- stands in for what asks a store
    async *list(chain, from) {
      const ofChain = anchored.filter((it) => it.chain === chain && it.anchor.sequence >= from);
      yield* ofChain.map(({ anchor }) => anchor).sort((a, b) => a.sequence - b.sequence);
    },
  };
  return { ledger: new Ledger({ store, anchors, now }), objects, anchored, requests };
}

/** Something that happened. */
export const recordOf = (what: string, changes: Partial<LedgerRecord> = {}): Omit<LedgerRecord, 'id'> => ({
  kind: 'stack.applied',
  actor: { name: 'jane', provenBy: 'linode-profile' },
  what,
  why: null,
  details: {},
  ...changes,
});
