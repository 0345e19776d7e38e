import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import type { RecordedGrant } from '../../access/recorded-grants';
import { policyReview } from '../../access/review';
import { environmentsIn, factsOf, type WhatIsThere } from './facts-of';
import { type Family, sampleOf, secondsOf } from './family';

/** Who has access by a grant, until when, and which policies wait for their review. */
export function accessFamilies(there: WhatIsThere, now: Date): Family[] {
  const grants = grantsIn(there, now);
  const reviews = environmentsIn(there).flatMap((name) => {
    const recorded = there.ledger.environments.get(name)?.reviews;
    const policies = factsOf(there, name)?.policies ?? [];
    return policies.map((policy) => policyReview(name, policy, recorded?.get(policy.role), [], now));
  });
  return [
    {
      name: 'lke_platform_access_grant_expiry_timestamp_seconds',
      help: 'When a grant ends that lives by the ledger.',
      labels: ['environment', 'role', 'grant'],
      samples: grants.flatMap(({ environment, role, grant, end }) =>
        sampleOf({ environment, role, grant }, secondsOf(end)),
      ),
    },
    {
      name: 'lke_platform_access_review_due_timestamp_seconds',
      help: 'When an access policy has to be reviewed again; 0 for one that never was.',
      labels: ['environment', 'role'],
      samples: reviews.map(({ environment, role, due }) => ({
        labels: { environment, role },
        value: secondsOf(due) ?? 0,
      })),
    },
    {
      name: 'lke_platform_access_review_overdue',
      help: 'Whether the quarterly review of an access policy is overdue: 1 or 0.',
      labels: ['environment', 'role'],
      samples: reviews.map(({ environment, role, overdue }) => ({
        labels: { environment, role },
        value: overdue ? 1 : 0,
      })),
    },
    {
      name: 'lke_platform_access_policy_expiry_timestamp_seconds',
      help: 'When an access policy ends, for those that do.',
      labels: ['environment', 'role'],
      samples: reviews.flatMap(({ environment, role, expiry }) => sampleOf({ environment, role }, secondsOf(expiry))),
    },
  ];
}

/** Grants that were made and not revoked, and whose time has not come. One that was begun may be in somebody's hands. */
const grantsIn = ({ ledger }: WhatIsThere, now: Date): RecordedGrant[] =>
  ENVIRONMENT_NAMES.flatMap((name) => [...(ledger.environments.get(name)?.grants.values() ?? [])]).filter(
    ({ outcome, revoked, end }) => outcome !== 'failed' && revoked === undefined && Date.parse(end) > now.getTime(),
  );
