import { type KubernetesClient } from '../../kubernetes/client';
import { KubernetesError } from '../../kubernetes/error';
import { readFingerprint } from './certificate';
import type { KeyBackups } from './key-backups';
import { sealingCertificate, sealingKeys } from './sealing-keys';

/** Whether a key that opens what is sealed for a cluster can be brought back. */
export interface KeyBackupStatus {
  /** Name of the key's Secret; `the controller's key` where the Secrets may not be read. */
  readonly name: string;
  /** ISO 8601; undefined where the Secrets may not be read. */
  readonly createdAt: string | undefined;
  readonly isBackedUp: boolean;
}

/**
 * Compares the keys of a cluster with their backups. Who may not read the keys is told of the newest one alone, by its
 * certificate.
 *
 * @throws {Error} when the cluster has none
 */
export async function keyBackupStatuses(
  client: KubernetesClient,
  backups: Pick<KeyBackups, 'list'>,
  now: Date,
): Promise<KeyBackupStatus[]> {
  const known = await backups.list();
  const keys = await keysIfAllowed(client);
  if (keys && keys.length > 0) {
    return keys.map(({ name, createdAt, certificate }) => ({
      ...{ name, createdAt },
      isBackedUp: known.includes(readFingerprint(certificate)),
    }));
  }
  const { fingerprint } = await sealingCertificate(client, now);
  return [{ name: "the controller's key", createdAt: undefined, isBackedUp: known.includes(fingerprint) }];
}

async function keysIfAllowed(client: KubernetesClient) {
  try {
    return await sealingKeys(client);
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 403) return undefined;
    throw error;
  }
}
