import type { EnvironmentName } from '../../model/entities/environment';
import type { Standing } from '../../model/lifecycle/decide';
import { follows, INITIAL, STATUS_KIND, type StatusChange, statusChangeSchema } from '../../model/lifecycle/record';
import type { Status } from '../../model/lifecycle/status';
import { eventsOf } from '../audit/query';
import type { LedgerEvent } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';

/** A change of a status, as the ledger tells it. */
export interface RecordedChange extends StatusChange {
  /** Place in the chain of the environment. */
  readonly sequence: number;
  /** ISO 8601. */
  readonly time: string;
  readonly actor: string;
  readonly what: string;
  readonly why: string | null;
}

/** A change, and whether it can follow on the one before it. */
export interface HistoryEntry extends RecordedChange {
  /** False for what the lifecycle does not allow: something else than these commands wrote it. */
  readonly follows: boolean;
}

/** The last change; undefined where there was none. */
export async function lastChange(ledger: Ledger, environment: EnvironmentName): Promise<RecordedChange | undefined> {
  for await (const { event } of eventsOf(ledger, environment, { kind: STATUS_KIND }, 'newest-first')) {
    const change = changeIn(event);
    if (change) return change;
  }
  return undefined;
}

/** The status as the ledger has it now. */
export const currentStatus = async (ledger: Ledger, environment: EnvironmentName): Promise<Status> =>
  standingAfter(await lastChange(ledger, environment)).status;

/** Where a change left an environment; before there is any, it is being made. */
export const standingAfter = (change: RecordedChange | undefined): Standing => ({
  status: change?.to ?? INITIAL,
  since: change?.sequence ?? 0,
});

/** All changes, the oldest first. */
export async function historyOf(ledger: Ledger, environment: EnvironmentName): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for await (const { event } of eventsOf(ledger, environment, { kind: STATUS_KIND })) {
    const change = changeIn(event);
    if (change) entries.push({ ...change, follows: follows(change, entries.at(-1)) });
  }
  return entries;
}

function changeIn({ kind, details, sequence, time, actor, what, why }: LedgerEvent): RecordedChange | undefined {
  // The kind of a query is the first part of others, too.
  if (kind !== STATUS_KIND) return undefined;
  const { data } = statusChangeSchema.safeParse(details);
  return data && { ...data, sequence, time, actor: actor.name, what, why };
}
