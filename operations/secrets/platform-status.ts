import type { EnvironmentVariables } from '../../model/environment-variables';
import { OWN_KEYS } from '../../model/own-keys';
import type { Platform } from '../../model/platform';
import { linodeAccess } from '../linode/access';
import { connectLinode } from '../linode/client';
import { platformCluster } from './cluster-access';
import { platformKeyBackups } from './open-site';
import { issuersOf } from './own-keys/open-own-keys';
import { type OwnKeyStatus, ownKeyStatuses } from './own-keys/own-key-status';
import { type KeyBackupStatus, keyBackupStatuses } from './sealing/backup-status';

/** How it is with what belongs to no environment. */
export interface PlatformStatus {
  readonly ownKeys: readonly OwnKeyStatus[];
  readonly sealingKeys: readonly KeyBackupStatus[];
  /** What could not be asked, in words. */
  readonly notChecked: readonly string[];
}

/** Looks at the own keys of a platform, and at the backups of the sealing keys of its cluster. */
export async function platformStatus(
  platform: Platform,
  environment: EnvironmentVariables,
  now: Date,
): Promise<PlatformStatus> {
  const notChecked: string[] = [];
  const unless = async <T>(what: string, work: () => Promise<T[]>): Promise<T[]> => {
    try {
      return await work();
    } catch (error) {
      notChecked.push(`${what} not checked: ${(error as Error).message}`);
      return [];
    }
  };
  const ownKeys: OwnKeyStatus[] = [];
  for (const name of OWN_KEYS) {
    const statuses = await unless(`${name}: keys and tokens at Linode`, () => {
      connectLinode(linodeAccess(platform.sources.linodeApi, environment));
      return ownKeyStatuses(issuersOf(platform, environment)[name], platform, environment, now);
    });
    ownKeys.push(...statuses);
  }
  const sealingKeys = await unless('backups of the sealing keys', async () => {
    const client = await platformCluster(platform, environment);
    try {
      return await keyBackupStatuses(client, platformKeyBackups(platform, environment)(), now);
    } finally {
      client.close();
    }
  });
  return { ownKeys, sealingKeys, notChecked };
}
