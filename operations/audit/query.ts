import { type Chain, CHAINS, type LedgerEvent, parseEvent, type StoredEvent } from '../ledger/event';
import { findFirst } from '../ledger/find-last';
import type { Ledger } from '../ledger/ledger';
import { readPlaces, sequences } from '../ledger/read-range';
import { inStep } from '../ledger/verify';

/** Which events are wanted. */
export interface AuditFilter {
  /** @default - all */
  readonly chains?: readonly Chain[];
  /** ISO 8601, inclusive. */
  readonly since?: string | undefined;
  /** ISO 8601, exclusive. */
  readonly until?: string | undefined;
  /** The first sequence. @default 1 */
  readonly first?: number;
  /** Name of the actor. */
  readonly actor?: string | undefined;
  /** A kind, or the first part of several: `apply` means `apply.began`, too. */
  readonly kind?: string | undefined;
}

/**
 * Events of a chain, the oldest first, or the newest. Times of a chain never go back, so that a period is found by
 * halving, and only its events are read.
 */
export async function* eventsOf(
  ledger: Ledger,
  chain: Chain,
  filter: AuditFilter,
  order: 'oldest-first' | 'newest-first' = 'oldest-first',
): AsyncGenerator<StoredEvent> {
  const { first, last } = await rangeOf(ledger, chain, filter);
  if (first > last) return;
  for await (const { text } of readPlaces(
    ledger.store,
    chain,
    candidates(ledger, chain, { first, last }, filter, order),
  )) {
    const stored = text === undefined ? undefined : parseEvent(text);
    if (stored && isMeant(stored.event, filter)) yield stored;
  }
}

/** The newest events of the chains, the newest first. Only as many are read as it takes. */
export async function newestEvents(ledger: Ledger, filter: AuditFilter, limit: number): Promise<LedgerEvent[]> {
  const { chains = CHAINS } = filter;
  const newest = await Promise.all(
    chains.map(async (chain) => {
      const found: LedgerEvent[] = [];
      for await (const { event } of eventsOf(ledger, chain, filter, 'newest-first')) {
        found.push(event);
        if (found.length === limit) break;
      }
      return found;
    }),
  );
  return newest
    .flat()
    .sort((a, b) => (a.time === b.time ? b.sequence - a.sequence : a.time < b.time ? 1 : -1))
    .slice(0, limit);
}

async function rangeOf(ledger: Ledger, chain: Chain, { since, until, first: from = 1 }: AuditFilter) {
  const all = { first: from, last: await ledger.last(chain) };
  const isFrom = (moment: string) => async (sequence: number) =>
    Date.parse((await ledger.read(chain, sequence))?.event.time ?? '') >= Date.parse(moment);
  const first = since === undefined ? all.first : await findFirst(all, isFrom(since));
  const last = until === undefined ? all.last : (await findFirst(all, isFrom(until))) - 1;
  return { first, last };
}

/** How many places are looked up in the anchors at once: as many as a page of them has. */
const WINDOW = 1000;

/**
 * The places that have to be read. By kind or actor the anchors tell what need not be, a thousand places at a time; where
 * there is no anchor, or it does not tell, the event is read. What an anchor tells is not believed: an event that it
 * points to is looked at itself. One that tells something else hides its event, until `audit verify` compares all of them.
 */
async function* candidates(
  ledger: Ledger,
  chain: Chain,
  { first, last }: { first: number; last: number },
  filter: AuditFilter,
  order: 'oldest-first' | 'newest-first',
): AsyncGenerator<number> {
  const isForward = order === 'oldest-first';
  if (filter.kind === undefined && filter.actor === undefined) {
    yield* isForward ? sequences(first, last) : sequences(last, first);
    return;
  }
  const windows = Math.ceil((last - first + 1) / WINDOW);
  for (let index = 0; index < windows; index += 1) {
    const from = first + (isForward ? index : windows - 1 - index) * WINDOW;
    const to = Math.min(from + WINDOW - 1, last);
    const wanted: number[] = [];
    const anchorsAt = inStep(ledger.anchors.list(chain, from));
    for (const sequence of sequences(from, to)) {
      const anchors = await anchorsAt(sequence);
      const isToldOf = anchors.length > 0 && anchors.every(({ about }) => about !== undefined);
      const mayBe = anchors.some(
        ({ about }) => about && isMeant({ kind: about.kind, actor: { name: about.actor } }, filter),
      );
      if (!isToldOf || mayBe) wanted.push(sequence);
    }
    yield* isForward ? wanted : wanted.reverse();
  }
}

function isMeant({ actor, kind }: { kind: string; actor: { name: string } }, filter: AuditFilter): boolean {
  const isActor = filter.actor === undefined || actor.name === filter.actor;
  return isActor && (filter.kind === undefined || kind === filter.kind || kind.startsWith(`${filter.kind}.`));
}
