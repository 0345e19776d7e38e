import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import type { AuditRecorder } from '../audit/record';
import { recorded } from '../audit/recorded';
import { platformCluster } from './cluster-access';
import { platformKeyBackups } from './open-site';
import { SECRETS_KIND } from './records';
import { readFingerprint } from './sealing/certificate';
import { restoreKeys } from './sealing/restore-keys';
import { sealingKeys } from './sealing/sealing-keys';

export interface KeysProps {
  readonly platform: Platform;
  readonly environment: EnvironmentVariables;
  readonly audit: AuditRecorder | undefined;
  readonly now: Date;
  /** Called with what begins, in words. */
  readonly onStep: (text: string) => void;
}

/** Writes a backup of each sealing key that has none. @returns their names */
export async function backUpKeys({ platform, environment, audit }: KeysProps): Promise<string[]> {
  const client = await platformCluster(platform, environment);
  try {
    const keys = await sealingKeys(client);
    const backups = platformKeyBackups(platform, environment)();
    const known = await backups.list();
    // A schedule asks every day, and a log of days on which nothing was done hides the others.
    if (keys.every(({ certificate }) => known.includes(readFingerprint(certificate)))) return [];
    return await recorded(
      audit,
      entryOf('backup', platform),
      () => backups.backUp(keys),
      (names) => ({
        keys: names,
      }),
    );
  } finally {
    client.close();
  }
}

/** Brings the keys of the backups back into the cluster. @returns the names of those that it did not have */
export async function restoreBackedUpKeys({ platform, environment, audit, now, onStep }: KeysProps): Promise<string[]> {
  const keys = await platformKeyBackups(platform, environment)().read();
  if (keys.length === 0) {
    throw new Error(
      `${platform.state.buckets.artifacts} holds no backup of a sealing key. Backups are written by secrets sync and by ` +
        'secrets keys backup; what was sealed before cannot be opened again: set and sync the secrets anew.',
    );
  }
  const client = await platformCluster(platform, environment);
  try {
    return await recorded(
      audit,
      entryOf('restore', platform),
      () => restoreKeys(keys, { client, now, onStep }),
      (names) => ({
        keys: names,
      }),
    );
  } finally {
    client.close();
  }
}

const entryOf = (what: 'backup' | 'restore', { name }: Platform) => ({
  chain: 'platform' as const,
  kind: `${SECRETS_KIND}.keys-${what}`,
  what: `${what} the sealing keys of ${name}`,
});
