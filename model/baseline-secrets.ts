import { BUCKET_KEY_SECRETS } from './derive/secrets-bundle';

/** A Secret that the baseline expects in the cluster, with the fields its pods read. */
interface BaselineSecret {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
}

const BUCKET_KEY_FIELDS = { accessKey: 'access_key', secretKey: 'secret_key' } as const;

/** Secrets of the namespace `monitoring`. Pods that need one wait until it is there. */
export const MONITORING_SECRETS = {
  lokiBucketKey: { name: BUCKET_KEY_SECRETS.loki, fields: BUCKET_KEY_FIELDS },
  tempoBucketKey: { name: BUCKET_KEY_SECRETS.tempo, fields: BUCKET_KEY_FIELDS },
  grafanaAdmin: { name: 'grafana-admin', fields: { user: 'admin-user', password: 'admin-password' } },
} as const satisfies Readonly<Record<string, BaselineSecret>>;
