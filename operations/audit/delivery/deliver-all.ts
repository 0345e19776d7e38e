import type { EnvironmentVariables } from '../../../model/environment-variables';
import { RollbackPlans } from '../../rollback/plans';
import { deliverIndex, hasIndex } from '../../rollback/runbook-index';
import type { AuditLog } from '../place';
import { deliver } from './deliver';
import { hasJournal, journalTarget, RUNBOOK } from './journal';
import { lokiFrom } from './loki';
import type { Delivered, DeliveryTarget } from './target';

/** Delivers the audit log to wherever it goes from here: to Loki where one is named, to the runbook where there is one. */
export async function deliverAll(log: AuditLog, environment: EnvironmentVariables): Promise<Delivered[]> {
  const targets: (DeliveryTarget | undefined)[] = [
    lokiFrom(log, environment),
    hasJournal(RUNBOOK) ? journalTarget(RUNBOOK) : undefined,
  ];
  const delivered = await Promise.all(targets.flatMap((target) => (target ? [deliver(log.ledger, target)] : [])));
  // After the journal: both are written into one file.
  if (!hasIndex(RUNBOOK)) return delivered;
  return [...delivered, await deliverIndex(new RollbackPlans(log.s3, log.artifacts), RUNBOOK)];
}
