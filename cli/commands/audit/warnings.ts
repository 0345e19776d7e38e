import type { AuditRecorder } from '../../../operations/audit/record';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { ReportedProblem } from '../../conventions/problems';
import { deliveryText } from './deliver';

/**
 * Delivers what an operation wrote into the audit log, and says what is not written, anchored or delivered. The operation
 * itself is done, and nothing of this undoes it.
 */
export async function auditWarnings(
  audit: AuditRecorder | undefined,
  environment: EnvironmentVariables,
): Promise<ReportedProblem[]> {
  if (!audit) return [];
  const { deliverAll } = await import('../../../operations/audit/delivery/deliver-all');
  const delivered = audit.log ? await deliverAll(audit.log, environment) : [];
  const undelivered = delivered.filter(({ problem }) => problem !== undefined);
  return [
    ...audit.unwritten.map((what) => ({
      severity: 'warning' as const,
      what,
      fix: 'npx lke-platform audit deliver, once the object storage answers',
    })),
    ...undelivered.map((it) => ({
      severity: 'warning' as const,
      what: `the audit log is not delivered yet: ${deliveryText(it)}`,
      fix: 'npx lke-platform audit deliver',
    })),
  ];
}
