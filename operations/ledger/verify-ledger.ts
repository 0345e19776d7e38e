import type { Anchor } from './anchors';
import type { Chain } from './event';
import type { Ledger } from './ledger';
import { readPlaces } from './read-range';
import { verifyChain, type Checkpoint, type Verification } from './verify';

/**
 * Verifies a chain of a ledger from a checkpoint on, in bounded memory: up to its last event, and up to the last one
 * that was ever anchored.
 *
 * @param from where to go on from; its event is read again. @default - the first event
 */
export async function verifyLedger(ledger: Ledger, chain: Chain, from?: Checkpoint): Promise<Verification> {
  // The event of the checkpoint is the first that is compared, so that a chain that was cut there is found.
  const first = from?.sequence ?? 1;
  // It was there once, so that it is missed also where no anchor tells of it.
  const last = Math.max(await ledger.last(chain), from?.sequence ?? 0);
  return verifyChain({
    chain,
    places: readPlaces(ledger.store, chain, places(first, last, ledger.anchors.list(chain, last + 1))),
    anchors: withCheckpoint(from, ledger.anchors.list(chain, first)),
  });
}

/** Up to the last event, and on from there as long as there are anchors of events that are not. */
async function* places(first: number, last: number, beyond: AsyncIterable<Anchor>): AsyncGenerator<number> {
  let sequence = first;
  for (; sequence <= last; sequence += 1) yield sequence;
  for await (const anchor of beyond) for (; sequence <= anchor.sequence; sequence += 1) yield sequence;
}

/** A checkpoint vouches for its event as an anchor does. */
async function* withCheckpoint(from: Checkpoint | undefined, anchors: AsyncIterable<Anchor>): AsyncGenerator<Anchor> {
  if (from) yield from;
  yield* anchors;
}
