import { CREDENTIAL_MAX_SECONDS } from '../../model/entities/access-policy';

/** Kinds of the events that tell of access. */
export const KINDS = {
  grant: 'access-grant',
  revoke: 'access-revoke',
  request: 'access-request',
  approval: 'access-approval',
  refusal: 'access-refusal',
  review: 'access-review',
} as const;

const DAY_MS = 86_400_000;

/** The oldest event that can still tell of a grant that lives: a day more than the longest life. */
export const oldestOfGrants = (now: Date) =>
  new Date(now.getTime() - CREDENTIAL_MAX_SECONDS * 1000 - DAY_MS).toISOString();
