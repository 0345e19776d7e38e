import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { eventsOf } from '../audit/query';
import type { AuditRecorder } from '../audit/record';
import type { LedgerEvent } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';
import { KINDS } from './kinds';
import { AccessRefused } from './refused';
import type { Asked, Terms } from './terms';
import { refuseReason } from './texts';

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
  /** Hash of the event: what was approved cannot become something else. */
  readonly hash: string;
  readonly approval: { readonly by: string; readonly time: string } | undefined;
  /** The grant that was made of it, or is being made: one that failed uses up nothing. @default - none */
  readonly usedBy: { readonly grant: string; readonly isDone: boolean } | undefined;
}

/** Requests of an environment that are still good. */
export async function openRequests(ledger: Ledger, environment: EnvironmentName, now: Date): Promise<AccessRequest[]> {
  const since = new Date(now.getTime() - 2 * APPROVAL_HOURS * HOUR_MS).toISOString();
  const requests = new Map<string, AccessRequest>();
  for (const kind of [KINDS.request, KINDS.approval, KINDS.grant]) {
    for await (const { event, hash } of eventsOf(ledger, environment, { since, kind }))
      note(requests, environment, event, hash);
  }
  return [...requests.values()].filter((request) => isGood(request, now));
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
  { kind, details, actor, why, time }: LedgerEvent,
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
    const request = { id, asked, seconds, ...who, time, hash, approval: undefined, usedBy: undefined };
    if (!requests.has(id)) requests.set(id, request);
    return;
  }
  const { request: id, grant = '' } = about.safeParse(details).data ?? {};
  const known = requests.get(id ?? '') ?? [...requests.values()].find(({ usedBy }) => usedBy?.grant === grant);
  if (!known) return;
  if (kind.startsWith(KINDS.grant)) requests.set(known.id, { ...known, usedBy: usedAfter(known.usedBy, kind, grant) });
  else if (isApproval(known, details, actor.name, time)) {
    requests.set(known.id, { ...known, approval: known.approval ?? { by: actor.name, time } });
  }
}

/** Events of a grant, of which one that a later run ended names only the grant. */
const about = z.object({ request: z.string().nullish(), grant: z.string().optional() });

function usedAfter(usedBy: AccessRequest['usedBy'], kind: string, grant: string): AccessRequest['usedBy'] {
  if (kind === `${KINDS.grant}.began`) return usedBy ?? { grant, isDone: false };
  if (usedBy?.grant !== grant) return usedBy;
  return kind === `${KINDS.grant}.failed` && !usedBy.isDone ? undefined : { grant, isDone: true };
}

/** Read again from the ledger, and not believed because it is there: it is of somebody else, for this, and in time. */
function isApproval(request: AccessRequest, details: unknown, by: string, time: string): boolean {
  const { success, data } = approvalDetails.safeParse(details);
  const inTime = Date.parse(time) < Date.parse(request.time) + APPROVAL_HOURS * HOUR_MS;
  return success && data.hash === request.hash && inTime && !isSelf(request, by);
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Whether somebody would approve their own: who asked, or who is to hold it. @param actor a name, or an address */
export const isSelf = (
  { id, by, asker, asked: { holder } }: Pick<AccessRequest, 'id' | 'by' | 'asker' | 'asked'>,
  actor: string,
) => same(by, actor) || same(holder, actor) || asker === askerOf(id, actor);

/** One person has a name with Linode and another with an identity provider, and one address. It is compared, and not kept. */
const askerOf = (request: string, email: string) =>
  createHash('sha256').update(`${request} ${email.trim().toLowerCase()}`).digest('hex');

/**
 * Writes down what is asked for. The same once more is the same request.
 *
 * @param email address of who asks, so that they do not approve it under another name. @default - it is not known
 * @returns its id
 */
export async function requestApproval(
  audit: AuditRecorder,
  ledger: Ledger,
  { environment: { name }, policy: { role }, holder, ticket, seconds }: Terms,
  asked: Asked,
  now: Date,
  email?: string,
): Promise<string> {
  const wanted = { environment: name, role, holder, duration: asked.duration ?? null, ticket: ticket ?? null };
  const open = (await openRequests(ledger, name, now)).find(
    (it) => it.by === audit.actor.name && !it.usedBy?.isDone && isSame(it, { ...asked, holder }),
  );
  if (open) return open.id;
  const request = randomBytes(5).toString('hex');
  await ledger.append(name, {
    kind: KINDS.request,
    actor: audit.actor,
    what: `asked for access of ${holder} to ${name} as ${role}`,
    why: asked.reason.trim(),
    details: { request, ...wanted, seconds, asker: email === undefined ? null : askerOf(request, email) },
  });
  return request;
}

const isSame = ({ asked }: AccessRequest, other: Asked) =>
  (['environment', 'role', 'holder', 'reason', 'duration', 'ticket'] as const).every(
    (name) => (asked[name] ?? '').trim() === (other[name] ?? '').trim(),
  );

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

const noneSuch = (given: string) => ({
  what: `there is no such request, or it is older than ${APPROVAL_HOURS} hours`,
  given,
  fix: 'ask again: npx lke-platform access grant',
});

/**
 * Agrees to a request of somebody else.
 *
 * @param email address of who agrees, because grants name their holders by it
 * @throws {AccessRefused} when it is one's own, or was used already
 */
export async function approve(
  audit: AuditRecorder,
  ledger: Ledger,
  request: AccessRequest,
  { why, email }: { readonly why: string; readonly email: string },
): Promise<void> {
  const { id, asked, by, hash, usedBy } = request;
  refuseReason(why);
  if (isSelf(request, audit.actor.name) || isSelf(request, email)) {
    throw new AccessRefused([
      {
        what: `${audit.actor.name} cannot approve this: ${by} asked for it, for ${asked.holder}`,
        allowed: 'the approval of somebody else, with a Linode user of their own',
        fix: `have a second person run: npx lke-platform access approve ${id}`,
      },
    ]);
  }
  if (usedBy?.isDone)
    throw new AccessRefused([{ what: 'this request was used already: one approval makes one grant', given: id }]);
  if (request.approval) return;
  await ledger.append(asked.environment, {
    kind: KINDS.approval,
    actor: audit.actor,
    what: `approved access of ${asked.holder} to ${asked.environment} as ${asked.role}, for which ${by} asked`,
    why,
    details: { request: id, hash },
  });
}
