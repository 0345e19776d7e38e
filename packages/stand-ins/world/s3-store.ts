import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  S3ServiceException,
  type LifecycleRule as S3Rule,
  type S3Client,
} from '@aws-sdk/client-s3';
import { s3Client } from '../s3/client';
import { ObjectStoreError, type KeyPair, type LifecycleRule, type MintedKey, type ObjectStore } from './object-store';

/** An S3 store in which buckets are really made, and a key pair that may do everything there. */
export interface S3Endpoint {
  /** for example `http://127.0.0.1:7480` */
  endpoint: string;
  accessKey: string;
  secretKey: string;
  /**
   * Makes a key pair in the store for a key that the Linode API mints, with its limits.
   * @default the store's own pair for every key, so that limits are in the request but not in force
   */
  mintKey?: (key: MintedKey) => Promise<KeyPair>;
  revokeKey?: (pair: KeyPair) => Promise<void>;
}

/** Buckets in an S3 store. */
export class S3Store implements ObjectStore {
  private readonly client: S3Client;

  constructor(private readonly options: S3Endpoint) {
    this.client = s3Client(options);
  }

  async createBucket(Bucket: string): Promise<void> {
    await this.client.send(new CreateBucketCommand({ Bucket })).catch(known);
  }

  async deleteBucket(Bucket: string): Promise<void> {
    await this.client.send(new DeleteBucketCommand({ Bucket })).catch(known);
  }

  async versioning(Bucket: string): Promise<boolean> {
    return (await this.client.send(new GetBucketVersioningCommand({ Bucket }))).Status === 'Enabled';
  }

  async setVersioning(Bucket: string, enabled: boolean): Promise<void> {
    const VersioningConfiguration = { Status: enabled ? ('Enabled' as const) : ('Suspended' as const) };
    await this.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }

  async lifecycle(Bucket: string): Promise<LifecycleRule[]> {
    try {
      const { Rules = [] } = await this.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
      return Rules.map(fromS3);
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchLifecycleConfiguration') return [];
      throw error;
    }
  }

  async setLifecycle(Bucket: string, rules: LifecycleRule[]): Promise<void> {
    const LifecycleConfiguration = { Rules: rules.map(toS3) };
    const command =
      rules.length > 0
        ? new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration })
        : new DeleteBucketLifecycleCommand({ Bucket });
    await (this.client as { send(it: typeof command): Promise<unknown> }).send(command);
  }

  async empty(Bucket: string): Promise<void> {
    for (;;) {
      const { Versions = [], DeleteMarkers = [] } = await this.client.send(new ListObjectVersionsCommand({ Bucket }));
      const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
      if (Objects.length === 0) return;
      await this.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    }
  }

  mintKey(key: MintedKey): Promise<KeyPair> {
    const { accessKey: access_key, secretKey: secret_key, mintKey } = this.options;
    return mintKey?.(key) ?? Promise.resolve({ access_key, secret_key });
  }

  async revokeKey(pair: KeyPair): Promise<void> {
    await this.options.revokeKey?.(pair);
  }

  withKey({ access_key: accessKey, secret_key: secretKey }: KeyPair): ObjectStore {
    return new S3Store({ ...this.options, accessKey, secretKey });
  }
}

function known(error: unknown): never {
  const name = error instanceof S3ServiceException ? error.name : '';
  if (name === 'BucketNotEmpty' || name === 'NoSuchBucket') throw new ObjectStoreError(name);
  if (name.startsWith('BucketAlready')) throw new ObjectStoreError('BucketAlreadyExists');
  throw error;
}

function toS3(rule: LifecycleRule): S3Rule {
  const { expirationDate, expirationDays, expiredObjectDeleteMarker, noncurrentDays } = rule;
  const expires = [expirationDate, expirationDays, expiredObjectDeleteMarker].some((it) => it !== undefined);
  const abort = rule.abortIncompleteMultipartUploadDays;
  return {
    ID: rule.id,
    Filter: { Prefix: rule.prefix },
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    AbortIncompleteMultipartUpload: abort === undefined ? undefined : { DaysAfterInitiation: abort },
    Expiration: expires
      ? {
          Date: expirationDate === undefined ? undefined : new Date(`${expirationDate}T00:00:00Z`),
          Days: expirationDays,
          ExpiredObjectDeleteMarker: expiredObjectDeleteMarker,
        }
      : undefined,
    NoncurrentVersionExpiration: noncurrentDays === undefined ? undefined : { NoncurrentDays: noncurrentDays },
  };
}

function fromS3(rule: S3Rule): LifecycleRule {
  return {
    id: rule.ID ?? '',
    prefix: rule.Filter?.Prefix ?? '',
    enabled: rule.Status === 'Enabled',
    abortIncompleteMultipartUploadDays: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    expirationDate: rule.Expiration?.Date?.toISOString().slice(0, 10),
    expirationDays: rule.Expiration?.Days,
    expiredObjectDeleteMarker: rule.Expiration?.ExpiredObjectDeleteMarker,
    noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
  };
}
