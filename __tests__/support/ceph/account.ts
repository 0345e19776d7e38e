import type { S3Client } from '@aws-sdk/client-s3';
import { objectStorage } from '../../../operations/object-storage/client';
import type { KeyPair, MintedKey } from '@lke-platform/stand-ins/world/object-store';
import { S3Store, type S3Endpoint } from '@lke-platform/stand-ins/world/s3-store';
import { grantToUser } from './policy';
import type { RunningCeph } from './running';
import { CephUsers, type UserKey } from './users';

/**
 * A Linode account's part of a Ceph: its buckets and keys. A key that is not limited is one more key of the account's
 * user; a limited one belongs to a part of that user, to which policies of the buckets open them.
 */
export class CephAccount {
  /** A client that may do everything the account may. */
  readonly s3: S3Client;
  readonly store: S3Store;
  private lastKey = 0;

  private constructor(
    private readonly endpoint: string,
    private readonly name: string,
    private readonly users: CephUsers,
    private readonly key: UserKey,
  ) {
    this.s3 = objectStorage({ endpoint, ...key });
    this.store = new S3Store(this.access());
  }

  /** @param name one that no other account of this Ceph has */
  static async open(ceph: RunningCeph, name: string): Promise<CephAccount> {
    const users = new CephUsers(ceph);
    return new CephAccount(ceph.endpoint, name, users, await users.create(name));
  }

  /** What the provider stand-in needs to keep its buckets here. */
  access(): S3Endpoint {
    return {
      endpoint: this.endpoint,
      ...this.key,
      mintKey: (key) => this.mintKey(key),
      revokeKey: ({ access_key: key }) => this.users.removeKey(this.name, key),
    };
  }

  /** A key that may read the objects of these buckets alone, and write them. @param permissions as Linode has them */
  async limitedKey(
    buckets: readonly string[],
    permissions: 'read_write' | 'read_only' = 'read_write',
  ): Promise<UserKey> {
    const limits = buckets.map((bucket_name) => ({ bucket_name, permissions }));
    const { access_key, secret_key } = await this.mintKey({ label: 'limited', bucket_access: limits });
    return { accessKey: access_key, secretKey: secret_key };
  }

  private async mintKey({ bucket_access: limits }: MintedKey): Promise<KeyPair> {
    this.lastKey += 1;
    const part = `limited-${this.lastKey}`;
    const key = limits ? await this.users.createPart(this.name, part) : await this.users.addKey(this.name);
    for (const { bucket_name: bucket, permissions } of limits ?? []) {
      await grantToUser(this.s3, bucket, `${this.name}:${part}`, permissions);
    }
    return { access_key: key.accessKey, secret_key: key.secretKey };
  }
}
