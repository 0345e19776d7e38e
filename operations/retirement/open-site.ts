import type { Environment } from '../../model/derive/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import { onSite, sitePlaceOf } from '../access/site';
import type { AuditLog } from '../audit/place';
import { Backups } from './backup/backups';
import { backupCipher } from './backup/cipher';
import type { BackupSite } from './take-backup';

export interface OpenBackupProps extends Pick<BackupSite, 'audit' | 'onStep'> {
  readonly platform: Platform;
  readonly environment: Environment;
  readonly variables: EnvironmentVariables;
}

/** Where backups of an environment are taken, and where they are restored. */
export type OpenBackupSite = BackupSite & { readonly log: AuditLog };

/**
 * Works with an environment and with its backups.
 *
 * @throws {AccessRefused} before there is a cluster
 * @throws {Error} when store or cluster cannot be reached, or a recipient of backups is not one
 */
export async function onBackupSite<T>(
  { platform, environment, variables, audit, onStep }: OpenBackupProps,
  work: (site: OpenBackupSite) => Promise<T>,
): Promise<T> {
  const cipher = await backupCipher(platform.name, variables);
  return onSite(sitePlaceOf(platform), variables, ({ client, log }) => {
    const backups = new Backups(log.s3, log.artifacts, cipher);
    return work({ platform, environment, client, log, backups, audit, onStep });
  });
}
