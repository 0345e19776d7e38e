import { z } from 'zod';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { eventsOf } from '../audit/query';
import type { LedgerEvent } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';
import { KINDS } from './kinds';
import { grantOf, isAbandoned, noteGrant, type RecordedGrant } from './recorded-grants';
import { AccessRefused } from './refused';
import { isSelf } from './self';
import type { Asked } from './terms';

/** How long a request can be approved, and an approval be used. */
export const APPROVAL_HOURS = 24;
const HOUR_MS = 3_600_000;

/** What was asked for, as the ledger keeps it. What is approved is exactly this. */
const requestDetails = z.object({
  request: z.string(),
  environment: z.enum(ENVIRONMENT_NAMES),
  role: z.string(),
  holder: z.string(),
  duration: z.string().nullable(),
  seconds: z.int().positive(),
  ticket: z.string().nullable(),
  /** What tells the asker's address, where it is known, without having it. Older requests have none. */
  asker: z.string().nullish(),
});
const approvalDetails = z.object({ request: z.string(), hash: z.string() });

/** A request for a grant that somebody else has to agree to. */
export interface AccessRequest {
  readonly id: string;
  readonly asked: Asked & { readonly environment: EnvironmentName };
  /** How long it would have lived when it was asked for: it lives no longer, whatever the policy says by then. */
  readonly seconds: number;
  readonly by: string;
  /** Digest of the address of who asked; undefined where it is not known. */
  readonly asker: string | undefined;
  readonly time: string;
  /** Place of the event among those of its environment. */
  readonly sequence: number;
  /** Hash of the event: what was approved cannot become something else. */
  readonly hash: string;
  readonly approval: { readonly by: string; readonly time: string } | undefined;
  /** What came first counts, this or the approval. @default - nobody has refused it */
  readonly refusal: { readonly by: string; readonly time: string; readonly why: string } | undefined;
  /** The grant that was made of it, or is being made: one that failed or was abandoned uses up nothing. @default - none */
  readonly usedBy: { readonly grant: string; readonly isDone: boolean; readonly began: string } | undefined;
}

/** Requests of an environment that are still good. */
export async function openRequests(ledger: Ledger, environment: EnvironmentName, now: Date): Promise<AccessRequest[]> {
  const since = new Date(now.getTime() - 2 * APPROVAL_HOURS * HOUR_MS).toISOString();
  const requests = new Map<string, AccessRequest>();
  const kinds = [KINDS.request, KINDS.approval, KINDS.refusal, KINDS.grant, KINDS.revoke];
  const ofKinds = await Promise.all(kinds.map((kind) => all(eventsOf(ledger, environment, { since, kind }))));
  const inOrder = ofKinds.flat().sort((a, b) => a.event.sequence - b.event.sequence);
  const grants = new Map<string, RecordedGrant>();
  for (const { event, hash } of inOrder) {
    if (isOf(event, KINDS.grant) || isOf(event, KINDS.revoke)) noteGrant(grants, environment, event);
    else note(requests, environment, event, hash);
  }
  // The next grant of a request ends what is left of it first (`refuseUsedTwice`).
  for (const [name, grant] of grants) if (isAbandoned(grant, now)) grants.delete(name);
  return [...requests.values()]
    .filter((request) => isGood(request, now))
    .map((request) => ({ ...request, usedBy: usedBy(grantOf(grants, request.id)) }));
}

const isOf = ({ kind }: LedgerEvent, group: string) => kind.startsWith(`${group}.`);

const usedBy = (used: RecordedGrant | undefined): AccessRequest['usedBy'] =>
  used && { grant: used.grant, isDone: used.outcome === 'done' || used.revoked !== undefined, began: used.began };

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** An approval is good for as long as a request is: from its own time on. */
const isGood = ({ time, approval }: AccessRequest, now: Date) =>
  Date.parse(approval?.time ?? time) + APPROVAL_HOURS * HOUR_MS > now.getTime();

/** By the clock of the API server; that of a machine may be behind. @throws {AccessRefused} when it is too late for it */
export function refuseOld(request: AccessRequest | undefined, now: Date): void {
  if (request && !isGood(request, now)) throw new AccessRefused([noneSuch(request.id)]);
}

function note(
  requests: Map<string, AccessRequest>,
  chain: EnvironmentName,
  { kind, details, actor, why, time, sequence }: LedgerEvent,
  hash: string,
): void {
  if (kind === KINDS.request) {
    const { success, data } = requestDetails.safeParse(details);
    if (!success || data.environment !== chain) return;
    const { request: id, environment, role, holder, duration, ticket, seconds, asker } = data;
    const asked = {
      ...{ environment, role, holder, reason: why ?? '' },
      ...(duration !== null && { duration }),
      ...(ticket !== null && { ticket }),
    };
    const who = { by: actor.name, asker: asker ?? undefined };
    const request = {
      id,
      asked,
      seconds,
      ...who,
      time,
      sequence,
      hash,
      approval: undefined,
      refusal: undefined,
      usedBy: undefined,
    };
    if (!requests.has(id)) requests.set(id, request);
    return;
  }
  const known = requests.get(approvalDetails.safeParse(details).data?.request ?? '');
  if (!known) return;
  if (!known.approval && !known.refusal && isAbout(known, details, time)) {
    if (kind === KINDS.refusal) requests.set(known.id, { ...known, refusal: { by: actor.name, time, why: why ?? '' } });
    else if (!isSelf(known, actor.name)) requests.set(known.id, { ...known, approval: { by: actor.name, time } });
  }
}

/** An approval is read again from the ledger, and not believed because it is there: it is for this, and in time. */
function isAbout(request: AccessRequest, details: unknown, time: string): boolean {
  const { success, data } = approvalDetails.safeParse(details);
  const inTime = Date.parse(time) < Date.parse(request.time) + APPROVAL_HOURS * HOUR_MS;
  return success && data.hash === request.hash && inTime;
}

/** @throws {AccessRefused} when there is no such request, or not any more */
export async function findRequest(
  ledger: Ledger,
  environments: readonly EnvironmentName[],
  id: string,
  now: Date,
): Promise<AccessRequest> {
  for (const environment of environments) {
    const found = (await openRequests(ledger, environment, now)).find((request) => request.id === id);
    if (found) return found;
  }
  throw new AccessRefused([noneSuch(id)]);
}

export const noneSuch = (given: string) => ({
  what: `there is no such request, or it is older than ${APPROVAL_HOURS} hours`,
  given,
  fix: 'ask again: npx lke-platform access grant',
});
