import { REVIEW_INTERVAL_DAYS } from '../entities/access-policy';
import type { Rule } from './rule';
import { entriesOf, environmentsOf } from './walk';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What depends on today. Synth never asks it, because the same file gives the same output on any day;
 * `validate` does.
 */
export function dueRule(now: Date): Rule {
  return {
    id: 'due',
    about: 'Access policies are reviewed every quarter and rotated before they expire',
    source: 'data-model.md, AccessPolicy',
    check(draft, report) {
      for (const { path, environment } of environmentsOf(draft)) {
        for (const { path: at, entry } of entriesOf([...path, 'accessPolicies'], environment.accessPolicies)) {
          if (entry.expiry !== undefined && Date.parse(entry.expiry) <= now.getTime()) {
            report([...at, 'expiry'], {
              severity: 'warning',
              what: `the credentials of ${String(entry.role)} had to be rotated by ${entry.expiry}`,
              allowed: 'a time to come',
              fix: 'rotate the credentials and write the next date',
            });
          }
          if (
            entry.reviewedOn !== undefined &&
            Date.parse(entry.reviewedOn) + REVIEW_INTERVAL_DAYS * DAY_MS < now.getTime()
          ) {
            report([...at, 'reviewedOn'], {
              severity: 'warning',
              what: `the policy for ${String(entry.role)} was last reviewed on ${entry.reviewedOn}, over a quarter ago`,
              allowed: `a day within the last ${REVIEW_INTERVAL_DAYS} days`,
              fix: 'review the policy and write the day',
            });
          }
        }
      }
    },
  };
}
