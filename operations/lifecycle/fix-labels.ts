import type { AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import type { KubernetesClient } from '../kubernetes/client';
import type { Ledger } from '../ledger/ledger';
import { currentStatus } from './history';
import { followStatus } from './label';
import type { EnvironmentStatus } from './status';

/** Lets labels that say something else than the ledger follow it again, and writes that down. */
export async function fixLabels(
  client: KubernetesClient,
  ledger: Ledger,
  audit: AuditRecorder,
  differing: readonly EnvironmentStatus[],
): Promise<void> {
  for (const { environment, status, label } of differing) {
    const what = `the label of ${environment} follows its status again: ${status}, was ${label ?? 'none'}`;
    await recorded(audit, { chain: environment, kind: 'status-label', what, details: { label: label ?? null } }, () =>
      followStatus(client, environment, () => currentStatus(ledger, environment)),
    );
  }
}
