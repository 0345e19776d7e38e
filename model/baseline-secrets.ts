import type { SECRET_PURPOSES } from './entities/secrets-bundle';
import { baselineBucketNameOf, type Bucket, bucketNameOf } from './naming';

/** What the key of a secret opens, and no more. */
export interface OpenedBuckets {
  /** What the key is called after, at Linode. */
  readonly user: string;
  /** Buckets of the baseline's own, or of the platform. */
  readonly buckets: readonly (Bucket | 'loki' | 'tempo')[];
  readonly permissions: 'read_only' | 'read_write';
}

/** A Secret that the baseline expects in the cluster, with the fields its pods read. */
interface BaselineSecret {
  readonly name: string;
  readonly purpose: (typeof SECRET_PURPOSES)[number];
  readonly fields: Readonly<Record<string, string>>;
  /** The buckets that it is a key of. @default - none: the value is random */
  readonly opens?: OpenedBuckets;
}

const BUCKET_KEY_FIELDS = { accessKey: 'access_key', secretKey: 'secret_key' } as const;

/**
 * Secrets of the namespace `monitoring`, items of the system environment's bundle. Pods that need one wait until it
 * is there.
 */
export const MONITORING_SECRETS = {
  lokiBucketKey: {
    name: 'loki-bucket-key',
    purpose: 'object-storage-key',
    fields: BUCKET_KEY_FIELDS,
    opens: { user: 'loki', buckets: ['loki'], permissions: 'read_write' },
  },
  tempoBucketKey: {
    name: 'tempo-bucket-key',
    purpose: 'object-storage-key',
    fields: BUCKET_KEY_FIELDS,
    opens: { user: 'tempo', buckets: ['tempo'], permissions: 'read_write' },
  },
  /** The exporter writes nothing, and reads no state. */
  exporterBucketKey: {
    name: 'exporter-bucket-key',
    purpose: 'object-storage-key',
    fields: BUCKET_KEY_FIELDS,
    opens: { user: 'exporter', buckets: ['ledger', 'artifacts', 'reports'], permissions: 'read_only' },
  },
  grafanaAdmin: {
    name: 'grafana-admin',
    purpose: 'application',
    fields: { user: 'admin-user', password: 'admin-password' },
  },
} as const satisfies Readonly<Record<string, BaselineSecret>>;

/**
 * Secret of the namespace `ingress`, an item of the system environment's bundle: a token of Linode that reads and writes
 * domains, with which records of the names of routes are made in the zone of the platform.
 */
export const DNS_TOKEN = { name: 'linode-dns-token', purpose: 'api-token', fields: ['token'] } as const;

/** Names of the buckets that a key opens. @param prefix what the names of a platform's buckets begin with */
export const openedNames = (prefix: string, { buckets }: OpenedBuckets): string[] =>
  buckets.map((name) =>
    name === 'loki' || name === 'tempo' ? baselineBucketNameOf(prefix, name) : bucketNameOf(prefix, name),
  );
