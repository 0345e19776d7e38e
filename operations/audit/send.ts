import type { Ledger } from '../ledger/ledger';
import { readPlaces, sequences } from '../ledger/read-range';
import { parseEvent } from '../ledger/event';
import { notAnchoredText } from './anchoring';
import type { Outbox, WaitingEvent } from './outbox';

/** How far clocks may have been set back while an event waited. */
const CLOCK_MARGIN_MS = 3_600_000;

/**
 * Writes what waits in the outbox into the ledger, the oldest first, each once: the process that kept it may have been
 * killed after it had written it.
 *
 * @returns what could not be written or anchored, in words; nothing of it is lost
 */
export async function sendWaiting(ledger: Ledger, outbox: Outbox): Promise<string[]> {
  const problems: string[] = [];
  for (const claim of outbox.takeUp()) {
    if ('spoilt' in claim) {
      problems.push(`${claim.spoilt} is not an event that waits for the audit log. See what it is, and move it away.`);
      continue;
    }
    try {
      const notAnchored = await sendOnce(ledger, claim.event);
      claim.forget();
      if (notAnchored !== undefined) problems.push(notAnchored);
    } catch (error) {
      claim.release();
      // What comes after it would fail, too, and must not come before it.
      problems.push(waitingText(outbox, error as Error));
      break;
    }
  }
  return problems;
}

async function sendOnce(ledger: Ledger, { chain, happened, record }: WaitingEvent): Promise<string | undefined> {
  if (await isWritten(ledger, { chain, happened, record })) return undefined;
  const details = { ...record.details, happened };
  const { event, notAnchored } = await ledger.append(chain, { ...record, details });
  return notAnchored === undefined ? undefined : notAnchoredText(event, notAnchored);
}

/** Looks among the events that are as young. It was sent after it happened, and a chain's time never goes back. */
async function isWritten(ledger: Ledger, { chain, happened, record: { id } }: WaitingEvent): Promise<boolean> {
  const oldest = new Date(Date.parse(happened) - CLOCK_MARGIN_MS).toISOString();
  const last = await ledger.last(chain);
  if (last === 0) return false;
  for await (const { text } of readPlaces(ledger.store, chain, sequences(last, 1))) {
    const event = text === undefined ? undefined : parseEvent(text)?.event;
    if (event?.id === id) return true;
    if (event && event.time < oldest) return false;
  }
  return false;
}

export function waitingText({ waiting, folder }: Outbox, { message }: Error): string {
  return `${waiting === 1 ? '1 event waits' : `${waiting} events wait`} in ${folder} for the audit log: ${message}`;
}
