import type { EnvironmentName } from '../../../model/entities/environment';
import type { AuditRecorder } from '../../audit/record';
import { recorded } from '../../audit/recorded';
import type { KubernetesClient } from '../../kubernetes/client';
import type { Ledger } from '../../ledger/ledger';
import type { BackupRecord, Backups } from '../backup/backups';
import { recordedBackup } from '../recorded-backup';
import { restore, type RestoredObject } from './restore';

export interface RestoreSite {
  readonly client: KubernetesClient;
  readonly backups: Backups;
  readonly ledger: Ledger;
  readonly audit: AuditRecorder;
  readonly onStep: (text: string) => void;
}

/**
 * Restores a backup into an environment that was made anew, and writes that down.
 *
 * @throws {DamagedBackup} when it is not what was written
 * @throws {NoNamespace} when there is nothing to restore into
 */
export async function restoreBackup(
  { client, backups, ledger, audit, onStep }: RestoreSite,
  environment: EnvironmentName,
  backup: BackupRecord,
): Promise<RestoredObject[]> {
  onStep('reading the backup');
  const archive = await backups.read(backup);
  const told = await recordedBackup(ledger, environment, 0);
  const fates = told?.key === backup.key ? told.fates : {};
  const kept = Object.keys(fates).filter((claim) => fates[claim] === 'keep');
  const entry = {
    chain: environment,
    kind: 'restore',
    what: `restore ${environment} from ${backup.key}`,
    details: { key: backup.key, objects: archive.objects.length },
  };
  return recorded(audit, entry, () => restore(archive, { client, kept, onStep }), countsOf);
}

const countsOf = (restored: readonly RestoredObject[]) => {
  const count = (outcome: RestoredObject['outcome']) => restored.filter((it) => it.outcome === outcome).length;
  return { made: count('made'), wasThere: count('was-there'), leftOut: count('left-out'), refused: count('refused') };
};
