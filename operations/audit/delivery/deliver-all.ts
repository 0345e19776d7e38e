import type { EnvironmentVariables } from '../../../model/environment-variables';
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
  return Promise.all(targets.flatMap((target) => (target ? [deliver(log.ledger, target)] : [])));
}
