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
  const undelivered = await deliver(audit, environment);
  return [
    ...unwrittenWarnings(audit, 'npx lke-platform audit deliver, once the object storage answers'),
    ...undelivered.map((text) => ({
      severity: 'warning' as const,
      what: `the audit log is not delivered yet: ${text}`,
      fix: 'npx lke-platform audit deliver',
    })),
  ];
}

/** Delivers what there is. @returns what could not be delivered, in words */
async function deliver({ log }: AuditRecorder, environment: EnvironmentVariables): Promise<string[]> {
  if (!log) return [];
  const { deliverAll } = await import('../../../operations/audit/delivery/deliver-all');
  const delivered = await deliverAll(log, environment);
  return delivered.filter(({ problem }) => problem !== undefined).map(deliveryText);
}

/** What to do where the ledger was destroyed with its platform: nothing is delivered from it any more. */
const LEDGER_IS_GONE = 'keep this output: the audit log went with its bucket, and the export may not have that event';

/** The end of an audit log that goes with its platform. */
export class LastDelivery {
  private undelivered: readonly string[] = [];

  constructor(
    private readonly audit: AuditRecorder | undefined,
    private readonly environment: EnvironmentVariables,
  ) {}

  /** Delivers what there is, while it is still there. */
  readonly deliver = async (): Promise<void> => {
    if (this.audit) this.undelivered = await deliver(this.audit, this.environment);
  };

  /** Says what the audit log did not take, and what of it was not delivered, before it went. */
  warnings(): ReportedProblem[] {
    if (!this.audit) return [];
    return [
      ...unwrittenWarnings(this.audit, LEDGER_IS_GONE),
      ...this.undelivered.map((text) => ({
        severity: 'warning' as const,
        what: `the audit log went before it was delivered: ${text}`,
        fix: 'keep the export of its bucket, which has every event that it took',
      })),
    ];
  }
}

const unwrittenWarnings = ({ unwritten }: AuditRecorder, fix: string): ReportedProblem[] =>
  unwritten.map((what) => ({ severity: 'warning', what, fix }));
