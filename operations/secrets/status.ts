import type { Environment } from '../../model/derive/environment';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import { ownValue } from '../../model/own-value';
import { freshnessOf, type SecretAge, type SecretSeen } from '../../model/secret-freshness';
import type { AuditLog } from '../audit/place';
import { readRecords, type SyncedRecord } from './records';
import type { Sources } from './sources/sources';

/** How it is with one secret. */
export interface SecretStatus extends SecretAge {
  readonly environment: Environment['name'];
  readonly item: SecretItem;
  /** Newest version of the source. */
  readonly version: number | undefined;
  /** When the cluster got what it has; undefined where the ledger knows of no sync. */
  readonly syncedAt: string | undefined;
  /** Version of the source that the cluster has. */
  readonly syncedVersion: number | undefined;
}

/** Compares sources and ledger. No value is read where the source can do without. */
export async function secretsStatus(
  environments: readonly Environment[],
  sources: Sources,
  { ledger }: Pick<AuditLog, 'ledger'>,
  now: Date,
): Promise<SecretStatus[]> {
  const statuses: SecretStatus[] = [];
  for (const environment of environments) {
    const { bundle, rotations } = await readRecords(ledger, environment.name);
    for (const item of environment.secretsBundle.items) {
      const { source, path } = sources(item.reference);
      const seen = {
        source: await source.latest(path),
        cluster: ownValue(bundle, item.name),
        isRotating: ownValue(rotations, item.name) !== undefined,
      };
      statuses.push(statusOf(environment.name, item, seen, now));
    }
  }
  return statuses;
}

function statusOf(
  environment: Environment['name'],
  item: SecretItem,
  seen: SecretSeen & { readonly cluster: SyncedRecord | undefined },
  now: Date,
): SecretStatus {
  return {
    environment,
    item,
    ...freshnessOf(item, seen, now),
    version: seen.source?.version,
    syncedAt: seen.cluster?.syncedAt,
    syncedVersion: seen.cluster?.version,
  };
}
