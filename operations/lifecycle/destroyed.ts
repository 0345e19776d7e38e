import type { EnvironmentName } from '../../model/entities/environment';
import { DESTROYED_KIND, destroyedSchema } from '../../model/lifecycle/destroyed';
import type { Status } from '../../model/lifecycle/status';
import type { AuditEntry } from '../audit/record';
import { eventsOf } from '../audit/query';
import type { Ledger } from '../ledger/ledger';

/** That an environment was destroyed, as the ledger tells it. */
export interface Destroyed {
  readonly sequence: number;
  /** ISO 8601. */
  readonly time: string;
}

/** The last destruction of an environment after a place in its chain; undefined where there was none. */
export async function destroyedSince(
  ledger: Ledger,
  environment: EnvironmentName,
  since: number,
): Promise<Destroyed | undefined> {
  const filter = { kind: DESTROYED_KIND, first: since + 1 };
  for await (const { event } of eventsOf(ledger, environment, filter, 'newest-first')) {
    if (event.kind !== DESTROYED_KIND || !destroyedSchema.safeParse(event.details).success) continue;
    return { sequence: event.sequence, time: event.time };
  }
  return undefined;
}

/** What is written down of a destruction. The record of the environment ends there: the next apply begins another one. */
export const destroyedEntry = (environment: EnvironmentName, status: Status): AuditEntry => ({
  chain: environment,
  kind: DESTROYED_KIND,
  what: `${environment} is destroyed, was ${status}`,
  details: { status },
});
