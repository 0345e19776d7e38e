import { z } from 'zod';
import type { EnvironmentName } from '../../../../model/entities/environment';
import { approve, refuse, requestApproval } from '../../../access/approval';
import { type AccessRequest, APPROVAL_HOURS, openRequests } from '../../../access/requests';
import { AccessRefused } from '../../../access/refused';
import { termsFor } from '../../../access/terms';
import { eventsOf } from '../../../audit/query';
import { type Caller, holderOf } from '../caller';
import type { Desk } from '../desk';
import { REUSED_KIND } from '../../kinds';
import { find, isMine, stateOf } from './requests';
import { ServiceProblem } from '../problem';
import { mayHold, rolesIn } from '../rights';

/** As many as the OpenAPI file has. */
const MOST_SHOWN = 500;

/** What somebody asks for. */
export interface AskedFor {
  readonly role: string;
  readonly reason: string;
  readonly duration?: string;
  readonly ticket?: string;
}

/**
 * Those of the caller, the newest first; a platform engineer, who approves, sees all.
 *
 * @param before where the page before ended, as its `next` says. @default - the newest
 */
export async function listAccessRequests(
  desk: Desk,
  caller: Caller,
  environment: EnvironmentName,
  before = Infinity,
): Promise<{ requests: ReturnType<typeof shown>[]; next?: number }> {
  const older = (await openFor(desk, caller, environment)).filter(({ sequence }) => sequence < before);
  const seen = older.slice(0, MOST_SHOWN);
  const last = older.length > seen.length ? seen.at(-1) : undefined;
  const reuses = await reusesOf(desk, environment);
  return {
    requests: seen.map((request) => shown(desk, request, reuses.get(request.id))),
    ...(last && { next: last.sequence }),
  };
}

/** All of them, the newest first. */
async function openFor(desk: Desk, caller: Caller, environment: EnvironmentName): Promise<readonly AccessRequest[]> {
  const isEngineer = rolesIn(caller, environment).includes('platform-engineer');
  const open = await openRequests(desk.book.ledger, environment, desk.now());
  return open.filter((request) => isEngineer || isMine(request, caller)).reverse();
}

/** How many wait for somebody else than who asked for them. */
export async function countWaiting(desk: Desk, caller: Caller, environment: EnvironmentName): Promise<number> {
  const open = await openFor(desk, caller, environment);
  return open.filter((it) => stateOf(desk, it) === 'waits-for-approval' && !isMine(it, caller)).length;
}

/** @throws {ServiceProblem} when the role is more than the caller is @throws {AccessRefused} when the policy has none for it */
export async function askForAccess(desk: Desk, caller: Caller, environment: EnvironmentName, wanted: AskedFor) {
  const allowed = mayHold(caller, environment);
  if (!allowed.some((role) => role === wanted.role)) {
    throw new ServiceProblem(403, `${wanted.role} is not for you in ${environment}`, {
      detail: `You may ask for: ${allowed.join(', ')}.`,
    });
  }
  const asked = { environment, holder: holderOf(caller), ...wanted };
  const now = desk.now();
  const terms = termsFor(desk.platform, asked, now);
  if (terms.policy.approval !== 'none' && caller.email === undefined)
    throw new AccessRefused([nobodyCouldApprove(wanted)]);
  const audit = desk.recorder(caller.actor, terms.reason);
  const id = await requestApproval(audit, desk.book.ledger, terms, asked, now, caller.email);
  desk.recent.forget(environment);
  return shown(desk, await find(desk, environment, id));
}

const nobodyCouldApprove = ({ role }: AskedFor) => ({
  what: `${role} takes the approval of somebody else here, and nothing tells who you are beside this name`,
  given: 'a machine, or a person without an e-mail address that the identity provider has verified',
  fix: 'have a person ask for whoever is to hold it: npx lke-platform access grant',
});

/**
 * Agrees to a request of somebody else.
 *
 * @throws {AccessRefused} when it is one's own, by whatever identity
 * @throws {ServiceProblem} when nothing tells whether it is
 */
export async function approveAccess(
  desk: Desk,
  caller: Caller,
  environment: EnvironmentName,
  { id, reason }: { readonly id: string; readonly reason: string },
) {
  if (caller.kind === 'machine') {
    throw new ServiceProblem(403, 'machines approve nothing', { detail: 'A platform engineer has to sign in.' });
  }
  const request = await find(desk, environment, id);
  if (caller.email === undefined) {
    throw new ServiceProblem(403, 'nothing tells whether this is a request of your own', {
      detail: `The identity provider has to have verified your e-mail address. On the command line: npx lke-platform access approve ${id}`,
    });
  }
  const agreement = { why: reason, email: caller.email, now: desk.now() };
  await approve(desk.recorder(caller.actor, reason), desk.book.ledger, request, agreement);
  desk.recent.forget(environment);
  return shown(desk, await find(desk, environment, id));
}

/** @throws {ServiceProblem} when there is no such request @throws {AccessRefused} when it was decided already */
export async function refuseAccess(
  desk: Desk,
  caller: Caller,
  environment: EnvironmentName,
  { id, reason }: { readonly id: string; readonly reason: string },
) {
  if (caller.kind === 'machine') throw new ServiceProblem(403, 'machines refuse nothing');
  const request = await find(desk, environment, id);
  const decision = { why: reason, now: desk.now() };
  await refuse(desk.recorder(caller.actor, reason), desk.book.ledger, request, decision);
  desk.recent.forget(environment);
  return shown(desk, await find(desk, environment, id));
}

const shown = (desk: Desk, request: AccessRequest, reusedAt: readonly string[] = []) => {
  const { id, asked, by, time, approval, refusal } = request;
  return {
    request: id,
    environment: asked.environment,
    role: asked.role,
    holder: asked.holder,
    asked_by: by,
    reason: asked.reason,
    time,
    state: stateOf(desk, request),
    approved_by: approval?.by ?? null,
    refused_by: refusal?.by ?? null,
    refusal: refusal?.why ?? null,
    reused_at: reusedAt.slice(-100),
  };
};

const reuse = z.object({ request: z.string() });

/** When links were tried again that had been used, by request: whoever holds the grant is told. */
async function reusesOf(desk: Desk, environment: EnvironmentName): Promise<Map<string, string[]>> {
  const reuses = new Map<string, string[]>();
  // A request is good no longer than that.
  const since = new Date(desk.now().getTime() - 2 * APPROVAL_HOURS * 3_600_000).toISOString();
  for await (const { event } of eventsOf(desk.book.ledger, environment, { kind: REUSED_KIND, since })) {
    const { data } = reuse.safeParse(event.details);
    if (data) reuses.set(data.request, [...(reuses.get(data.request) ?? []), event.time]);
  }
  return reuses;
}
