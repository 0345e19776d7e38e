import type { AuditRecorder } from '../../../operations/audit/record';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { StatusOfApplies } from '../../../operations/lifecycle/apply-lifecycle';
import type { ReportedProblem } from '../../conventions/problems';

/** What applies mean for the status of environments; undefined where nothing is written down. */
export async function lifecycleOf(
  { output, environment }: Deployment,
  audit: AuditRecorder | undefined,
  why: string | undefined,
): Promise<StatusOfApplies | undefined> {
  if (!audit?.log) return undefined;
  const { StatusOfApplies: Follower } = await import('../../../operations/lifecycle/apply-lifecycle');
  const { appliedOf } = await import('../../../operations/lifecycle/evidence');
  const { actor, log } = audit;
  const book = { ledger: log.ledger, applied: appliedOf(log), actor, why: why ?? null };
  return new Follower({ output, environment, book });
}

export const lifecycleWarnings = (lifecycle: StatusOfApplies | undefined): ReportedProblem[] =>
  (lifecycle?.warnings ?? []).map((warning) => ({ severity: 'warning', ...warning }));
