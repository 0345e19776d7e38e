import type { Anchor } from './anchors';
import { parseEvent, type Chain, type LedgerEvent } from './event';
import type { Place } from './read-range';

/** What is wrong with a chain, and where. */
export interface ChainFinding {
  readonly kind:
    | 'cut-tail'
    | 'missing'
    | 'replaced'
    | 'forked'
    | 'broken-link'
    | 'misplaced'
    | 'unreadable'
    | 'clock'
    | 'false-hint';
  /** The events that it is about. */
  readonly first: number;
  readonly last: number;
  readonly what: string;
}

/** A place up to which a chain was verified. */
export interface Checkpoint {
  readonly sequence: number;
  readonly hash: string;
}

/** What came of verifying a chain. */
export interface Verification {
  readonly chain: Chain;
  /** The events that were read; a chain without events has none. */
  readonly events: number;
  /** The last event that is there; undefined for none. */
  readonly head: Checkpoint | undefined;
  /** How many of the events are vouched for outside of the ledger. */
  readonly anchored: number;
  readonly findings: readonly ChainFinding[];
}

interface VerifyProps {
  readonly chain: Chain;
  /** From some place, which need not be the first, to the last that is there or ever was, without gaps. */
  readonly places: AsyncIterable<Place>;
  /** In the order of the sequence. */
  readonly anchors: AsyncIterable<Anchor>;
}

/** Two ways in which a place can be wrong; events beside each other that are wrong in the same way are one finding. */
type Mismatch = 'absent' | 'not-as-anchored';

/**
 * Walks along a chain: each event has to name the one before, and to be the one that was anchored. Holds a handful of
 * events at a time, however long the chain is.
 */
export async function verifyChain({ chain, places, anchors }: VerifyProps): Promise<Verification> {
  const anchorAt = inStep(anchors);
  const findings: ChainFinding[] = [];
  const runs = new Runs();
  const brokenLinks: number[] = [];
  let [before, head]: (Checkpoint | undefined)[] = [];
  let [events, anchored, time] = [0, 0, ''];

  for await (const { sequence, text } of places) {
    const vouchers = await anchorAt(sequence);
    const hashes = vouchers.map((it) => it.hash);
    const stored = text === undefined ? undefined : parseEvent(text);
    if (!stored) {
      if (text === undefined) runs.add(sequence, 'absent');
      else findings.push(finding('unreadable', sequence, `event ${sequence} is not an event any more`));
      before = undefined;
      continue;
    }
    events += 1;
    const { event, hash } = stored;
    if (event.chain !== chain || event.sequence !== sequence) {
      const origin = `${event.chain}/${event.sequence}`;
      findings.push(finding('misplaced', sequence, `event ${sequence} is a copy of ${origin}`));
    }
    const follows = sequence === 1 ? event.previous === null : !before || event.previous === before.hash;
    if (!follows) brokenLinks.push(sequence);
    if (event.time < time) {
      findings.push(finding('clock', sequence, `event ${sequence} is older than the one before it (${event.time})`));
    }
    if (hashes.includes(hash)) anchored += 1;
    if (vouchers.some((it) => it.hash === hash && !isAbout(it, event))) {
      const what = `the anchor of event ${sequence} says another kind or actor than the event: searches miss it`;
      findings.push(finding('false-hint', sequence, what));
    }
    if (hashes.some((it) => it !== hash)) runs.add(sequence, 'not-as-anchored');
    head = before = { sequence, hash };
    time = event.time;
  }
  return {
    chain,
    events,
    head,
    anchored,
    findings: [...findings, ...mismatchFindings(runs.all, brokenLinks, head)].sort((a, b) => a.first - b.first),
  };
}

/** Puts together what belongs together: what was replaced breaks the link behind it, and a fork breaks none. */
function mismatchFindings(
  runs: readonly Run[],
  brokenLinks: readonly number[],
  head: Checkpoint | undefined,
): ChainFinding[] {
  const explained = new Set<number>();
  const findings = runs.map(({ first, last, mismatch }): ChainFinding => {
    const which = first === last ? `event ${first}` : `events ${first} to ${last}`;
    const are = first === last ? 'is' : 'are';
    if (mismatch === 'absent') {
      const isTail = last > (head?.sequence ?? 0);
      const what = isTail ? `the end is cut off: ${which} ${are} missing` : `${which} ${are} missing`;
      return { kind: isTail ? 'cut-tail' : 'missing', first, last, what };
    }
    for (const link of [first, last + 1]) explained.add(link);
    const reachesEnd = last === head?.sequence;
    const isFork = reachesEnd && last > first && !brokenLinks.includes(first);
    if (!isFork) {
      return { kind: 'replaced', first, last, what: `${which} ${are} not what was anchored: replaced` };
    }
    const what = `the chain forks after event ${first - 1}: ${which} ${are} not those that were anchored`;
    return { kind: 'forked', first, last, what };
  });
  const links = brokenLinks.filter((link) => !explained.has(link));
  return [
    ...findings,
    ...links.map((link) => {
      const what = `event ${link} does not follow event ${link - 1}: one of them was replaced`;
      return { kind: 'broken-link' as const, first: link - 1, last: link, what };
    }),
  ];
}

const finding = (kind: ChainFinding['kind'], sequence: number, what: string): ChainFinding => ({
  kind,
  first: sequence,
  last: sequence,
  what,
});

interface Run {
  readonly mismatch: Mismatch;
  readonly first: number;
  last: number;
}

/** Sequences beside each other that are wrong in the same way. */
class Runs {
  readonly all: Run[] = [];

  add(sequence: number, mismatch: Mismatch): void {
    const open = this.all.at(-1);
    if (open?.mismatch === mismatch && open.last === sequence - 1) open.last = sequence;
    else this.all.push({ mismatch, first: sequence, last: sequence });
  }
}

const isAbout = ({ about }: Anchor, { kind, actor }: LedgerEvent) =>
  about === undefined || (about.kind === kind && about.actor === actor.name);

/** What is anchored for a sequence, read in step with the chain: asked for in ascending order only. */
export function inStep(anchors: AsyncIterable<Anchor>): (sequence: number) => Promise<Anchor[]> {
  const iterator = anchors[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<Anchor, unknown>> | undefined;
  return async (sequence) => {
    const found: Anchor[] = [];
    for (;;) {
      const result = await (next ??= iterator.next());
      if (result.done || result.value.sequence > sequence) return found;
      if (result.value.sequence === sequence) found.push(result.value);
      next = undefined;
    }
  };
}
