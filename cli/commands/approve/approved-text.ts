import type { Approved } from '../../../operations/approvals/approve';
import type { Gate } from '../../../operations/approvals/rollouts';
import type { Colours } from '../../conventions/colours';
import type { ReportedProblem } from '../../conventions/problems';

/** What was approved, and what that ended. */
export function approvedText({ wave, rollout, revision, by, ended }: Approved, { green }: Colours): string {
  return [
    `${green('approved')}: wave ${wave} of ${rollout} at ${revision}, by ${by}`,
    ...ended.map((name) => `  ended: what ${name} was to remove for the commit before, and nobody confirmed`),
  ].join('\n');
}

/** The approval holds all the same. */
export const notEndedProblem = ({ rollout, wave }: Approved, reason: string): ReportedProblem => ({
  severity: 'warning',
  what: `a removal of the commit before that waits for a confirmation may hold wave ${wave} of ${rollout} up, since it could not be ended: ${reason}`,
  fix: `see whether something waits, and confirm it: npx lke-platform approve ${rollout}`,
});

/** Of several gates, those before it are approved. */
export const refusedProblem = ({ rollout, wave, revision }: Gate, { message }: Error): ReportedProblem => ({
  what: `the gates before it are approved, and one of wave ${wave} is not: ${message}`,
  fix: `look at what waits, then approve it: npx lke-platform approve ${rollout} --revision ${revision} --reason <text>`,
});
