import type { AuditRecorder } from '../../../operations/audit/record';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { WentBack } from '../../../operations/rollback/go-back';
import type { RollbackPlan } from '../../../operations/rollback/record';
import type { ReportedProblem } from '../../conventions/problems';
import { contractWarnings } from './of-apply';

/**
 * Publishes the contract of what was gone back to: its teams go by it, and what the change had told them holds no more.
 *
 * @param deployment of what was before
 * @returns what is to be known of it
 */
export async function contractsGoneBack(
  deployment: Deployment,
  audit: AuditRecorder | undefined,
  { previous, stack }: Pick<RollbackPlan, 'previous' | 'stack'>,
  outcome: WentBack['outcome'],
): Promise<ReportedProblem[]> {
  if (outcome.status === 'declined') return [];
  // Where all of it was taken down, nothing is handed off.
  const nothing = previous.kind === 'nothing' ? { terms: undefined } : undefined;
  return contractWarnings(deployment, audit, [{ stack, ...outcome }], nothing);
}
