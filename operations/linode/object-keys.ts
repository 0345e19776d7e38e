import {
  createObjectStorageKeys,
  getObjectStorageKeys,
  revokeObjectStorageKey,
  type ObjectStorageKey,
  type ObjectStorageKeyBucketAccess,
} from '@linode/api-v4';
import { allPages } from './all-pages';
import type { LinodeBucket } from './buckets';
import { unlessMissing } from './error';

/** A key of Linode Object Storage, with the secret that only its creation tells. */
export interface MintedKey {
  readonly id: number;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Every object storage key of the account, without the secrets. */
export async function listKeys(): Promise<readonly ObjectStorageKey[]> {
  return allPages(getObjectStorageKeys);
}

/** Mints a key that may read, or read and write, the objects of these buckets alone; it can make and remove none. */
export async function mintLimitedKey(
  label: string,
  buckets: readonly LinodeBucket[],
  permissions: 'read_only' | 'read_write' = 'read_write',
): Promise<MintedKey> {
  const access = buckets.map(({ name, region }) => ({ bucket_name: name, region, permissions }));
  return minted(
    // The package still asks for the cluster, which the API has replaced by the region.
    await createObjectStorageKeys({ label, bucket_access: access as unknown as ObjectStorageKeyBucketAccess[] }),
  );
}

/** Mints a key that may do everything in a region. */
export async function mintUnlimitedKey(label: string, region: string): Promise<MintedKey> {
  return minted(await createObjectStorageKeys({ label, bucket_access: null, regions: [region] }));
}

const minted = ({ id, access_key, secret_key }: ObjectStorageKey): MintedKey => ({
  id,
  accessKey: access_key,
  secretKey: secret_key,
});

/** Revokes a key, which may be gone already. */
export async function revokeKey(id: number): Promise<void> {
  await unlessMissing(revokeObjectStorageKey(id));
}
