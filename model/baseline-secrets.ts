import type { SECRET_PURPOSES } from './entities/secrets-bundle';

/** A Secret that the baseline expects in the cluster, with the fields its pods read. */
interface BaselineSecret {
  readonly name: string;
  readonly purpose: (typeof SECRET_PURPOSES)[number];
  readonly fields: Readonly<Record<string, string>>;
  /** The bucket that it is a key of. @default - none: the value is random */
  readonly bucket?: 'loki' | 'tempo';
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
    bucket: 'loki',
  },
  tempoBucketKey: {
    name: 'tempo-bucket-key',
    purpose: 'object-storage-key',
    fields: BUCKET_KEY_FIELDS,
    bucket: 'tempo',
  },
  grafanaAdmin: {
    name: 'grafana-admin',
    purpose: 'application',
    fields: { user: 'admin-user', password: 'admin-password' },
  },
} as const satisfies Readonly<Record<string, BaselineSecret>>;
