import type { EnvironmentName } from '../../../model/entities/environment';
import { BACKUP_KIND, backupSchema } from '../../../model/lifecycle/backup';
import { follows, STATUS_KIND, type StatusChange, statusChangeSchema } from '../../../model/lifecycle/record';
import { KINDS } from '../../access/kinds';
import { noteGrant, type RecordedGrant } from '../../access/recorded-grants';
import { type RecordedReview, reviewDetails } from '../../access/review';
import type { LedgerEvent } from '../../ledger/event';
import { isLater, noteRecords, type SecretRecords, SECRETS_KIND, setBy, type SetRecord } from '../../secrets/records';

/** A status with the time at which the ledger says that it began. */
export interface ToldStatus {
  readonly change: StatusChange;
  /** ISO 8601. */
  readonly since: string;
}

/** What the events of an environment come to. */
export interface EnvironmentTold {
  /** Undefined before its first change. */
  status: ToldStatus | undefined;
  secrets: SecretRecords;
  /** The last version of each secret that somebody set, by name of the item. */
  readonly set: Map<string, SetRecord>;
  /** Those that may still live, by name. */
  readonly grants: Map<string, RecordedGrant>;
  /** The last of each role. */
  readonly reviews: Map<string, RecordedReview>;
  /** When its last backup was made that could be read back, in ISO 8601. */
  backedUp: string | undefined;
  /** Changes of the status that the lifecycle does not allow: something else than its commands wrote them. */
  unlikely: number;
}

export const nothingTold = (): EnvironmentTold => ({
  status: undefined,
  secrets: { bundle: {}, rotations: {} },
  set: new Map(),
  grants: new Map(),
  reviews: new Map(),
  backedUp: undefined,
  unlikely: 0,
});

/** Takes note of an event; in the order of the chain. */
export function note(told: EnvironmentTold, environment: EnvironmentName, event: LedgerEvent): void {
  const { kind } = event;
  if (kind === STATUS_KIND) noteStatus(told, event);
  else if (isOf(kind, SECRETS_KIND)) noteSecrets(told, event);
  else if (isOf(kind, KINDS.grant) || isOf(kind, KINDS.revoke)) noteGrant(told.grants, environment, event);
  else if (kind === KINDS.review) noteReview(told, event);
  else if (kind === BACKUP_KIND && backupSchema.safeParse(event.details).data?.readBack) told.backedUp = event.time;
}

const isOf = (kind: string, group: string) => kind === group || kind.startsWith(`${group}.`);

function noteStatus(told: EnvironmentTold, { details, time }: LedgerEvent): void {
  const { data: change } = statusChangeSchema.safeParse(details);
  if (!change || !follows(change, told.status?.change)) told.unlikely += 1;
  if (change) told.status = { change, since: time };
}

function noteSecrets(told: EnvironmentTold, event: LedgerEvent): void {
  told.secrets = noteRecords(told.secrets, event);
  const [item, set] = setBy(event) ?? [];
  if (item === undefined || !set) return;
  const known = told.set.get(item);
  if (!known || !isLater(known, set)) told.set.set(item, set);
}

function noteReview({ reviews }: EnvironmentTold, { details, time, actor }: LedgerEvent): void {
  const { data } = reviewDetails.safeParse(details);
  if (data) reviews.set(data.role, { time, by: actor.name });
}

/** Forgets grants that have ended, so that years of them take no memory. */
export function forgetEnded({ grants }: EnvironmentTold, now: Date): void {
  for (const [name, { end }] of grants) if (!(Date.parse(end) > now.getTime())) grants.delete(name);
}
