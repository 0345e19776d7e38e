import type { AccessPolicy } from '../../model/derive/access-policy';
import type { Environment } from '../../model/derive/environment';
import { CREDENTIAL_MIN_SECONDS, type Role } from '../../model/entities/access-policy';
import { TICKET_PATTERN } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { durationSeconds } from '../../model/values';
import { type AccessProblem, AccessRefused } from './refused';
import { textProblems } from './texts';

/** What somebody asks for. */
export interface Asked {
  readonly environment: string;
  readonly role: string;
  /** Who will hold it: an e-mail address, or what a pipeline is known by. */
  readonly holder: string;
  readonly reason: string;
  /** ISO 8601. @default - the longest that the policy allows */
  readonly duration?: string | undefined;
  /** Of the incident it is for. @default - none */
  readonly ticket?: string | undefined;
}

/** What may be granted, complete. */
export interface Terms {
  readonly environment: Environment;
  readonly policy: AccessPolicy;
  readonly holder: string;
  readonly reason: string;
  /** How long it lives at most. */
  readonly seconds: number;
  readonly ticket: string | undefined;
}

/** Life of the shortest grant: that of its token, and the time between the two requests that make them. */
export const SHORTEST_GRANT_SECONDS = CREDENTIAL_MIN_SECONDS + 30;

const TICKET = new RegExp(TICKET_PATTERN);

/**
 * What the policy of a role allows of what was asked for, now.
 *
 * @throws {AccessRefused} with everything that stands against it
 */
export function termsFor({ environments }: Platform, asked: Asked, now: Date): Terms {
  const environment = environments.find(({ name }) => name === asked.environment);
  if (!environment) {
    const allowed = environments.map(({ name }) => name).join(', ');
    const what = 'the platform has no such environment';
    throw new AccessRefused([{ what, where: '--environment', given: asked.environment, allowed }]);
  }
  if (environment.retired) {
    const what = `${environment.name} is retired, and nothing is granted in it any more`;
    const fix = `to have it again, take retired out of environments.${environment.name} of the platform file, and apply`;
    throw new AccessRefused([{ what, where: '--environment', given: environment.name, fix }]);
  }
  const policy = policyOf(environment, asked.role);
  const { holder, reason, ticket } = asked;
  const { seconds, problems } = lifeOf(policy, asked.duration, now);
  const all = [
    ...textProblems('--holder', holder),
    ...textProblems('--reason', reason),
    ...problems,
    ...ticketProblems(policy, ticket),
  ];
  if (all.length > 0) throw new AccessRefused(all);
  return { environment, policy, holder: holder.trim(), reason: reason.trim(), seconds, ticket };
}

/**
 * The same terms by another clock, as that of the API server: one of a machine that is behind would let grants live that
 * their policy does not allow any more.
 *
 * @param longest seconds that were approved. @default - what the policy allows
 * @throws {AccessRefused} when the policy has expired by then
 */
export function termsAt(terms: Terms, now: Date, longest = Infinity): Terms {
  const { seconds, problems } = lifeOf(terms.policy, undefined, now);
  if (problems.length > 0) throw new AccessRefused(problems);
  return { ...terms, seconds: Math.min(terms.seconds, seconds, longest) };
}

function policyOf({ name, accessPolicies }: Environment, role: string): AccessPolicy {
  const policy = accessPolicies.find((it) => it.role === (role as Role));
  if (policy) return policy;
  throw new AccessRefused([
    {
      what: `${name} has no access policy for this role`,
      where: '--role',
      given: role,
      allowed: accessPolicies.map((it) => it.role).join(', ') || 'none: the environment has no access policies',
      fix: `add one to environments.${name}.accessPolicies of the platform file, and apply ${name}`,
    },
  ]);
}

function ticketProblems({ role, requiresIncidentTicket }: AccessPolicy, ticket: string | undefined): AccessProblem[] {
  const allowed = 'the number or the address of a ticket, such as INC-4711';
  if (ticket !== undefined && !TICKET.test(ticket)) {
    return [{ what: 'this is not an incident ticket', where: '--ticket', given: JSON.stringify(ticket), allowed }];
  }
  if (!requiresIncidentTicket || ticket !== undefined) return [];
  return [{ what: `a grant of ${role} needs an incident ticket`, where: '--ticket', given: 'nothing', allowed }];
}

/** Nothing outlives its policy: a life that is not asked for ends with it, one that is asked for is refused. */
function lifeOf({ role, maxDuration, expiry }: AccessPolicy, duration: string | undefined, now: Date) {
  const problems: AccessProblem[] = [];
  const longest = durationSeconds(maxDuration) ?? 0;
  const seconds = duration === undefined ? longest : Math.floor(durationSeconds(duration) ?? 0);
  const where = '--duration';
  if (seconds < CREDENTIAL_MIN_SECONDS || seconds > longest) {
    problems.push({
      what: `the policy for ${role} grants no such life`,
      where,
      given: String(duration ?? maxDuration),
      allowed: `an ISO-8601 duration from PT10M to ${maxDuration}, such as PT1H`,
    });
  }
  const left = expiry === undefined ? Infinity : Math.floor((Date.parse(expiry) - now.getTime()) / 1000);
  const fix = 'review the policy, write its next expiry into the platform file, and apply the environment';
  if (left <= 0) {
    problems.push({
      what: `the policy for ${role} has expired on ${String(expiry)}, and grants nothing any more`,
      fix,
    });
  } else if (left < SHORTEST_GRANT_SECONDS) {
    const what = `the policy for ${role} expires on ${String(expiry)}, too soon for a credential, the shortest of which lives for ten minutes`;
    problems.push({ what, fix });
  } else if (duration !== undefined && seconds > left) {
    const what = `the policy for ${role} expires on ${String(expiry)}, and no grant outlives it`;
    problems.push({ what, where, given: duration, allowed: `at most ${left} seconds`, fix: `leave out ${where}` });
  }
  return { seconds: Math.min(seconds, left), problems };
}
