import type { EnvironmentVariables } from '../../model/environment-variables';
import { outboxOf } from './outbox';
import { type AuditPlace, openAuditLog } from './place';
import { sendWaiting, waitingText } from './send';

/**
 * Writes what waits on this machine into the ledger of a platform, if there is one and a key to it.
 *
 * @returns what could not be written, in words; it goes on waiting
 */
export async function sendFromOutbox(place: AuditPlace, environment: EnvironmentVariables): Promise<string[]> {
  const outbox = outboxOf(place.platform, environment);
  if (outbox.waiting === 0) return [];
  try {
    return await sendWaiting(openAuditLog(place, environment).ledger, outbox);
  } catch (error) {
    return [waitingText(outbox, error as Error)];
  }
}
