import * as s3 from '@aws-sdk/client-s3';
import { emptyBucket } from '../../../operations/object-storage/empty-bucket';
import { objectStorage } from '../../../operations/object-storage/client';
import {
  ObjectStoreError,
  type KeyPair,
  type LifecycleRule,
  type MintedKey,
  type ObjectStore,
} from '../stand-in/world/object-store';
import { fromS3, toS3 } from './lifecycle';
import { grantToUser } from './policy';
import type { RunningCeph } from './running';
import { CephUsers, type UserKey } from './users';

/**
 * The buckets of one Linode account in a Ceph. A key that is not limited is one more key of the account's user; a
 * limited one belongs to a part of that user, to which policies of the buckets open them.
 */
export class CephStore implements ObjectStore {
  private readonly users: CephUsers;
  private readonly client: s3.S3Client;
  private lastKey = 0;

  private constructor(
    readonly endpoint: string,
    private readonly account: string,
    users: CephUsers,
    key: UserKey,
  ) {
    this.users = users;
    this.client = objectStorage({ endpoint, ...key });
  }

  /** @param account a name that no other account of this Ceph has */
  static async open(ceph: RunningCeph, account: string): Promise<CephStore> {
    const users = new CephUsers(ceph);
    return new CephStore(ceph.endpoint, account, users, await users.create(account));
  }

  /** A client with a key of this account that is not limited. */
  get s3(): s3.S3Client {
    return this.client;
  }

  /** A key that may read and write the objects of these buckets alone. */
  async limitedKey(buckets: readonly string[]): Promise<UserKey> {
    const limits = buckets.map((bucket_name) => ({ bucket_name, permissions: 'read_write' }));
    const { access_key, secret_key } = await this.mintKey({ label: 'limited', bucket_access: limits });
    return { accessKey: access_key, secretKey: secret_key };
  }

  async createBucket(Bucket: string): Promise<void> {
    await this.client.send(new s3.CreateBucketCommand({ Bucket })).catch(storeError);
  }

  async deleteBucket(Bucket: string): Promise<void> {
    await this.client.send(new s3.DeleteBucketCommand({ Bucket })).catch(storeError);
  }

  async versioning(Bucket: string): Promise<boolean> {
    const { Status } = await this.client.send(new s3.GetBucketVersioningCommand({ Bucket }));
    return Status === 'Enabled';
  }

  async setVersioning(Bucket: string, enabled: boolean): Promise<void> {
    const VersioningConfiguration = { Status: enabled ? 'Enabled' : 'Suspended' } as const;
    await this.client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }

  async lifecycle(Bucket: string): Promise<LifecycleRule[]> {
    try {
      const { Rules = [] } = await this.client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }));
      return Rules.map(fromS3);
    } catch (error) {
      if (nameOf(error) === 'NoSuchLifecycleConfiguration') return [];
      throw error;
    }
  }

  async setLifecycle(Bucket: string, rules: LifecycleRule[]): Promise<void> {
    const LifecycleConfiguration = { Rules: rules.map(toS3) };
    await this.client.send(
      rules.length === 0
        ? new s3.DeleteBucketLifecycleCommand({ Bucket })
        : new s3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }),
    );
  }

  empty(bucket: string): Promise<void> {
    return emptyBucket(this.client, bucket);
  }

  async mintKey({ bucket_access: limits }: MintedKey): Promise<KeyPair> {
    this.lastKey += 1;
    const part = `limited-${this.lastKey}`;
    const key = limits ? await this.users.createPart(this.account, part) : await this.users.addKey(this.account);
    for (const { bucket_name: bucket, permissions } of limits ?? []) {
      await grantToUser(this.client, bucket, `${this.account}:${part}`, permissions);
    }
    return { access_key: key.accessKey, secret_key: key.secretKey };
  }

  async revokeKey({ access_key }: KeyPair): Promise<void> {
    await this.users.removeKey(this.account, access_key);
  }
}

const CODES: Readonly<Record<string, ObjectStoreError['code']>> = {
  BucketNotEmpty: 'BucketNotEmpty',
  NoSuchBucket: 'NoSuchBucket',
  BucketAlreadyExists: 'BucketAlreadyExists',
  BucketAlreadyOwnedByYou: 'BucketAlreadyExists',
};

function storeError(error: unknown): never {
  const code = CODES[nameOf(error)];
  throw code ? new ObjectStoreError(code) : error;
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
