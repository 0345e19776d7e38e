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
    ...unwrittenWarnings(audit, 'npx lke-platform audit deliver, once the object storage answers'),
    ...undelivered.map((it) => ({
      severity: 'warning' as const,
      what: `the audit log is not delivered yet: ${deliveryText(it)}`,
      fix: 'npx lke-platform audit deliver',
    })),
  ];
}

/** What to do where the ledger was destroyed with its platform: nothing is delivered from it any more. */
const LEDGER_IS_GONE = 'keep this output: the audit log went with its bucket, and the export may not have that event';

/** Says what the audit log did not take before it went. What it took is in the export of its bucket. */
export const lastAuditWarnings = (audit: AuditRecorder | undefined): ReportedProblem[] =>
  audit ? unwrittenWarnings(audit, LEDGER_IS_GONE) : [];

const unwrittenWarnings = ({ unwritten }: AuditRecorder, fix: string): ReportedProblem[] =>
  unwritten.map((what) => ({ severity: 'warning', what, fix }));
