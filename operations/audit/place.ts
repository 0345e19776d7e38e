import type { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Bucket } from '../../model/naming';
import { s3Anchors } from '../ledger/anchors';
import { Ledger } from '../ledger/ledger';
import { s3LedgerStore } from '../ledger/store';
import { accessTo } from '../deploy/bucket-access';
import type { RequestLimits } from '../object-storage/client';
import { type Outbox, outboxOf } from './outbox';

/** Where the audit log of a platform is. */
export interface AuditPlace {
  readonly platform: string;
  /** Address of the object storage. */
  readonly endpoint: string;
  readonly buckets: Readonly<Record<Extract<Bucket, 'artifacts' | 'ledger'>, string>>;
}

/** The audit log of a platform: its ledger, and the bucket in which the ledger is anchored. */
export interface AuditLog {
  readonly platform: string;
  readonly ledger: Ledger;
  readonly s3: S3Client;
  /** Bucket of the anchors, of checkpoints and of cursors of deliveries. */
  readonly artifacts: string;
  /** What this machine has not written into the ledger yet. */
  readonly outbox: Outbox;
}

/**
 * @param limits how long to wait for the store. @default - as long as its client waits
 * @throws {Error} when no key of the buckets is set
 */
export function openAuditLog(
  { platform, endpoint, buckets }: AuditPlace,
  environment: EnvironmentVariables,
  limits?: RequestLimits,
): AuditLog {
  const s3 = accessTo(endpoint, environment, limits);
  const ledger = new Ledger({
    store: s3LedgerStore(s3, buckets.ledger),
    anchors: s3Anchors(s3, buckets.artifacts),
  });
  return { platform, ledger, s3, artifacts: buckets.artifacts, outbox: outboxOf(platform, environment) };
}
