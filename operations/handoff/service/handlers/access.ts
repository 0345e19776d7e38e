import { z } from 'zod';
import type { EnvironmentName } from '../../../../model/entities/environment';
import { type AccessRequest, approve, openRequests, requestApproval } from '../../../access/approval';
import { termsFor } from '../../../access/terms';
import { eventsOf } from '../../../audit/query';
import { type Caller, holderOf } from '../caller';
import type { Desk } from '../desk';
import { REUSED_KIND } from '../../kinds';
import { find, isMine, stateOf } from './requests';
import { ServiceProblem } from '../problem';
import { MAY_ASK_FOR, rolesIn } from '../rights';

/** What somebody asks for. */
export interface AskedFor {
  readonly role: string;
  readonly reason: string;
  readonly duration?: string;
  readonly ticket?: string;
}

/** Those of the caller; a platform engineer, who approves, sees all. */
export async function listAccessRequests(desk: Desk, caller: Caller, environment: EnvironmentName) {
  const isEngineer = rolesIn(caller, environment).includes('platform-engineer');
  const open = await openRequests(desk.book.ledger, environment, desk.now());
  const seen = open.filter((request) => isEngineer || isMine(request, caller)).slice(0, 500);
  const reuses = await reusesOf(desk, environment);
  return { requests: seen.map((request) => shown(desk, request, reuses.get(request.id))) };
}

/** @throws {ServiceProblem} when the role is more than the caller is @throws {AccessRefused} when the policy has none for it */
export async function askForAccess(desk: Desk, caller: Caller, environment: EnvironmentName, wanted: AskedFor) {
  const allowed = rolesIn(caller, environment).flatMap((role) => [...MAY_ASK_FOR[role]]);
  if (!allowed.some((role) => role === wanted.role)) {
    throw new ServiceProblem(403, `${wanted.role} is not for you in ${environment}`, {
      detail: `You may ask for: ${[...new Set(allowed)].join(', ')}.`,
    });
  }
  const asked = { environment, holder: holderOf(caller), ...wanted };
  const now = desk.now();
  const terms = termsFor(desk.platform, asked, now);
  const audit = desk.recorder(caller.actor, terms.reason);
  const id = await requestApproval(audit, desk.book.ledger, terms, asked, now, caller.email);
  return shown(desk, await find(desk, environment, id));
}

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
  if (caller.email === undefined || request.asker === undefined) {
    throw new ServiceProblem(403, 'nothing tells whether this is a request of your own', {
      detail:
        'The identity provider has to have verified the e-mail addresses of both of you. ' +
        `On the command line: npx lke-platform access approve ${id}`,
    });
  }
  await approve(desk.recorder(caller.actor, reason), desk.book.ledger, request, { why: reason, email: caller.email });
  return shown(desk, await find(desk, environment, id));
}

const shown = (desk: Desk, request: AccessRequest, reusedAt: readonly string[] = []) => {
  const { id, asked, by, time, approval } = request;
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
    reused_at: reusedAt.slice(-100),
  };
};

const reuse = z.object({ request: z.string() });

/** When links were tried again that had been used, by request: whoever holds the grant is told. */
async function reusesOf(desk: Desk, environment: EnvironmentName): Promise<Map<string, string[]>> {
  const reuses = new Map<string, string[]>();
  for await (const { event } of eventsOf(desk.book.ledger, environment, { kind: REUSED_KIND })) {
    const { data } = reuse.safeParse(event.details);
    if (data) reuses.set(data.request, [...(reuses.get(data.request) ?? []), event.time]);
  }
  return reuses;
}
