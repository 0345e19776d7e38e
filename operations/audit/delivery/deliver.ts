import { type Chain, CHAINS, type LedgerEvent } from '../../ledger/event';
import type { Ledger } from '../../ledger/ledger';
import { eventsOf } from '../query';
import type { Delivered, DeliveryTarget } from './target';

/** A request of this many events stays far below what Loki takes at once. */
const BATCH = 200;

/**
 * Delivers to a target what it does not have yet, each chain from its cursor on. Never rejects: what is not delivered is
 * part of the answer, and the next delivery makes up for it.
 */
export async function deliver(ledger: Ledger, target: DeliveryTarget): Promise<Delivered> {
  const lasts = new Map<Chain, number>();
  const cursors = new Map<Chain, number>();
  let events = 0;
  try {
    for (const chain of CHAINS) {
      lasts.set(chain, await ledger.last(chain));
      cursors.set(chain, await target.cursor(chain));
    }
    for (const chain of CHAINS) {
      for await (const batch of batches(ledger, chain, (cursors.get(chain) ?? 0) + 1)) {
        await target.deliver(chain, batch);
        cursors.set(chain, batch.at(-1)?.sequence ?? 0);
        events += batch.length;
      }
    }
    return { target: target.name, events, left: 0 };
  } catch (error) {
    const left = [...lasts].reduce((sum, [chain, last]) => sum + Math.max(0, last - (cursors.get(chain) ?? 0)), 0);
    return { target: target.name, events, left, problem: (error as Error).message };
  }
}

async function* batches(ledger: Ledger, chain: Chain, first: number): AsyncGenerator<LedgerEvent[]> {
  let batch: LedgerEvent[] = [];
  for await (const { event } of eventsOf(ledger, chain, { first })) {
    batch.push(event);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
