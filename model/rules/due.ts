import { EXPIRY_WARNING_DAYS, REVIEW_INTERVAL_DAYS } from '../entities/access-policy';
import type { Path } from '../problem';
import type { Rule } from './rule';
import { entriesOf, livingOf } from './walk';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What depends on today. Synth never asks it, because the same file gives the same output on any day;
 * `validate` does.
 */
export function dueRule(now: Date): Rule {
  const isToCome = (day: string | undefined) => day !== undefined && Date.parse(day) - DAY_MS > now.getTime();
  return {
    id: 'due',
    about:
      'Access policies are reviewed every quarter and rotated before they expire, and nothing is signed beforehand',
    source: 'data-model.md, AccessPolicy',
    check(draft, report) {
      const warn = (path: Path, what: string, allowed: string, fix: string) => {
        report(path, { severity: 'warning', what, allowed, fix });
      };
      for (const { path, environment } of livingOf(draft)) {
        for (const { path: at, entry } of entriesOf([...path, 'accessPolicies'], environment.accessPolicies)) {
          const { role = '', expiry, reviewedOn } = entry;
          if (expiry !== undefined && Date.parse(expiry) <= now.getTime()) {
            const what = `the policy for ${role} has expired on ${expiry}, and grants nothing any more`;
            warn([...at, 'expiry'], what, 'a time to come', 'review the policy, and write the next date');
          } else if (expiry !== undefined && Date.parse(expiry) - EXPIRY_WARNING_DAYS * DAY_MS <= now.getTime()) {
            const what = `the policy for ${role} expires on ${expiry}, and with it every grant under it`;
            const allowed = `a time more than ${EXPIRY_WARNING_DAYS} days away`;
            warn([...at, 'expiry'], what, allowed, 'review the policy, and write the next date');
          }
          if (reviewedOn !== undefined && Date.parse(reviewedOn) + REVIEW_INTERVAL_DAYS * DAY_MS < now.getTime()) {
            const what = `the policy for ${role} was last reviewed on ${reviewedOn}, over a quarter ago`;
            const allowed = `a day within the last ${REVIEW_INTERVAL_DAYS} days`;
            warn([...at, 'reviewedOn'], what, allowed, 'review the policy and write the day');
          }
          if (isToCome(reviewedOn)) {
            const what = `the policy for ${role} cannot have been reviewed on ${String(reviewedOn)}, which is to come`;
            warn([...at, 'reviewedOn'], what, 'today or a day before', 'write the day of the last review');
          }
        }
      }
      for (const { path, entry } of entriesOf(['waivers'], draft.waivers)) {
        if (!isToCome(entry.approvedOn)) continue;
        const what = `the waiver cannot have been approved on ${String(entry.approvedOn)}, which is to come`;
        warn([...path, 'approvedOn'], what, 'today or a day before', 'write the day of the approval');
      }
    },
  };
}
