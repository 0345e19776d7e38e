import type { Chain } from './event';
import { keyOf, type LedgerStore } from './store';

/** The text that stands at a place of a chain; undefined where nothing does. */
export interface Place {
  readonly sequence: number;
  readonly text: string | undefined;
}

/** How many are asked for at once; so many are held in memory at most. */
const AT_ONCE = 32;

/** Reads places of a chain one after the other, many at a time. @param sequences in the order in which they are wanted */
export async function* readPlaces(
  store: LedgerStore,
  chain: Chain,
  sequences: Iterable<number> | AsyncIterable<number>,
): AsyncGenerator<Place> {
  const asked: Promise<Place>[] = [];
  for await (const sequence of sequences) {
    const place = store.read(keyOf(chain, sequence)).then((text) => ({ sequence, text }));
    // It is awaited in its turn; until then a failure is nobody's.
    place.catch(() => undefined);
    asked.push(place);
    if (asked.length === AT_ONCE) yield* await Promise.all(asked.splice(0, 1));
  }
  for (const place of asked) yield await place;
}

/** From the first to the last, or back. */
export function* sequences(from: number, to: number): Generator<number> {
  const step = from <= to ? 1 : -1;
  for (let sequence = from; step > 0 ? sequence <= to : sequence >= to; sequence += step) yield sequence;
}
