import { REVIEW_INTERVAL_DAYS, type Role } from '../../model/entities/access-policy';
import type { AccessPolicy } from '../../model/derive/access-policy';
import type { Environment } from '../../model/derive/environment';
import type { EnvironmentName } from '../../model/entities/environment';
import { z } from 'zod';
import { eventsOf } from '../audit/query';
import { noteAnchoring } from '../audit/anchoring';
import type { AuditRecorder } from '../audit/record';
import { hashOf } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';
import { KINDS } from './kinds';
import { type ListedGrant, listGrants } from './list';
import { AccessRefused } from './refused';
import type { AccessSite } from './site';

const DAY_MS = 86_400_000;

/** A policy with its last review, and what a review looks at. */
export interface PolicyReview {
  readonly environment: EnvironmentName;
  readonly role: Role;
  /** The last one, in ISO 8601: that of the ledger, or the day that the file names, whichever came later. */
  readonly reviewed: string | null;
  readonly by: string | null;
  /** When the next one is due. */
  readonly due: string | null;
  readonly overdue: boolean;
  readonly expiry: string | null;
  readonly expired: boolean;
  readonly grants: readonly ListedGrant[];
}

/** What an event tells of a review. */
export const reviewDetails = z.object({ role: z.string() });

/** How the policies of some environments stand with their quarterly reviews. */
export async function listReviews(
  site: Pick<AccessSite, 'log' | 'client'>,
  environments: readonly Environment[],
  now: Date,
): Promise<PolicyReview[]> {
  const grants = await listGrants(
    site,
    environments.map(({ name }) => name),
    now,
  );
  const reviews: PolicyReview[] = [];
  for (const environment of environments) {
    const recorded = await recordedReviews(site.log.ledger, environment.name, now);
    for (const policy of environment.accessPolicies) {
      const ofPolicy = grants.filter((it) => it.environment === environment.name && it.role === policy.role);
      reviews.push(policyReview(environment.name, policy, recorded.get(policy.role), ofPolicy, now));
    }
  }
  return reviews;
}

/** A review, as the ledger tells of it. */
export interface RecordedReview {
  readonly time: string;
  readonly by: string;
}

async function recordedReviews(ledger: Ledger, environment: EnvironmentName, now: Date) {
  const since = new Date(now.getTime() - (REVIEW_INTERVAL_DAYS + 1) * DAY_MS).toISOString();
  const reviews = new Map<string, RecordedReview>();
  for await (const { event } of eventsOf(ledger, environment, { since, kind: KINDS.review })) {
    const { success, data } = reviewDetails.safeParse(event.details);
    if (success) reviews.set(data.role, { time: event.time, by: event.actor.name });
  }
  return reviews;
}

/** How one policy stands with its reviews. @param recorded the last one that the ledger knows. @default - none */
export function policyReview(
  environment: EnvironmentName,
  { role, reviewedOn, expiry }: Pick<AccessPolicy, 'role' | 'reviewedOn' | 'expiry'>,
  recorded: RecordedReview | undefined,
  grants: readonly ListedGrant[],
  now: Date,
): PolicyReview {
  // A day to come is not believed; validate names it.
  const inFile = reviewedOn !== undefined && Date.parse(reviewedOn) <= now.getTime() ? reviewedOn : undefined;
  const isRecorded = recorded !== undefined && (inFile === undefined || recorded.time.slice(0, 10) >= inFile);
  const reviewed = isRecorded ? recorded.time : (inFile ?? null);
  const due = reviewed === null ? null : new Date(Date.parse(reviewed) + REVIEW_INTERVAL_DAYS * DAY_MS).toISOString();
  return {
    ...{ environment, role, reviewed, due, grants },
    by: isRecorded ? recorded.by : null,
    overdue: due === null || Date.parse(due) <= now.getTime(),
    expiry: expiry ?? null,
    expired: expiry !== undefined && Date.parse(expiry) <= now.getTime(),
  };
}

/**
 * Writes down that policies were reviewed, each with what was looked at.
 *
 * @throws {AccessRefused} when there is none
 * @throws {LedgerRefusal} when it cannot be written
 */
export async function recordReviews(
  { ledger, audit, why }: { ledger: Ledger; audit: AuditRecorder; why: string },
  environments: readonly Environment[],
  reviews: readonly PolicyReview[],
): Promise<void> {
  if (reviews.length === 0) throw new AccessRefused([{ what: 'there is no such policy', where: '--role' }]);
  for (const { environment, role, grants } of reviews) {
    const policy = environments.find(({ name }) => name === environment)?.accessPolicies.find((it) => it.role === role);
    const appended = await ledger.append(environment, {
      kind: KINDS.review,
      actor: audit.actor,
      what: `reviewed the access policy of ${environment} for ${role}`,
      why,
      // Tells later whether the policy is still the one that was looked at.
      details: { role, policy: hashOf(JSON.stringify(policy)), grants: grants.map(({ grant }) => grant) },
    });
    noteAnchoring(audit, appended);
  }
}
