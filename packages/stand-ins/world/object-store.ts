/** A lifecycle rule of a bucket; days are counted from creation, or from becoming noncurrent. */
export interface LifecycleRule {
  id: string;
  prefix: string;
  enabled: boolean;
  abortIncompleteMultipartUploadDays?: number | undefined;
  expirationDate?: string | undefined;
  expirationDays?: number | undefined;
  expiredObjectDeleteMarker?: boolean | undefined;
  noncurrentDays?: number | undefined;
}

/** Where buckets really are. Linode's API and provider both reach into it. */
export interface ObjectStore {
  createBucket(bucket: string): Promise<void>;
  /** @throws ObjectStoreError `BucketNotEmpty` */
  deleteBucket(bucket: string): Promise<void>;
  versioning(bucket: string): Promise<boolean>;
  setVersioning(bucket: string, enabled: boolean): Promise<void>;
  lifecycle(bucket: string): Promise<LifecycleRule[]>;
  setLifecycle(bucket: string, rules: LifecycleRule[]): Promise<void>;
  /** removes every object, version and delete marker */
  empty(bucket: string): Promise<void>;
  /** a key pair that the store accepts, for a key that the Linode API mints */
  mintKey(key: MintedKey): Promise<KeyPair>;
  revokeKey(pair: KeyPair): Promise<void>;
  /** the same store for whoever has this key */
  withKey(pair: KeyPair): ObjectStore;
}

export interface KeyPair {
  access_key: string;
  secret_key: string;
}

export interface MintedKey {
  label: string;
  /** null: the key is not limited */
  bucket_access: { bucket_name: string; permissions: string }[] | null;
}

export class ObjectStoreError extends Error {
  constructor(readonly code: 'BucketNotEmpty' | 'NoSuchBucket' | 'BucketAlreadyExists') {
    super(code);
  }
}
