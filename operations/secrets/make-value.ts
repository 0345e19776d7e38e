import { randomBytes } from 'node:crypto';
import { baselineSecret } from '../../model/derive/secret-form';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import { baselineBucketNameOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { listKeys, mintLimitedKey, revokeKey } from '../linode/object-keys';
import type { Fields } from './sources/source';

/** Bytes of a random value; its text is base64url. */
const RANDOM_BYTES = 32;

/** Keys of buckets at Linode, as far as they are values of secrets. The account has to be connected. */
export interface BucketKeys {
  /** Mints a key of one bucket, and revokes whatever has its label: nobody got to know the secret of such a key. */
  mint(label: string, bucket: string): Promise<{ accessKey: string; secretKey: string }>;
  /** Revokes the key with that access key, if it is still there. */
  revoke(accessKey: string): Promise<void>;
}

export const linodeBucketKeys = (region: string): BucketKeys => ({
  mint: async (label, bucket) => {
    for (const { id } of (await listKeys()).filter((key) => key.label === label)) await revokeKey(id);
    return mintLimitedKey(label, [{ name: bucket, region }]);
  },
  revoke: async (accessKey) => {
    for (const { id } of (await listKeys()).filter((key) => key.access_key === accessKey)) await revokeKey(id);
  },
});

export interface ValueMaker {
  /**
   * A new value of an item that the platform makes itself.
   *
   * @param version the one of the source that it is for; the label of a key has it, so that a killed run leaves no key
   */
  make(item: SecretItem, version: number): Promise<Fields>;
}

export function valueMaker({ name: platform, state }: Pick<Platform, 'name' | 'state'>, keys: BucketKeys): ValueMaker {
  return {
    make: async (item, version): Promise<Fields> => {
      const secret = baselineSecret(item.name);
      if (item.madeBy === 'bucket-key' && secret && 'bucket' in secret) {
        const { bucket, fields } = secret;
        const label = `${platform}-${bucket}-v${version}`;
        const key = await keys.mint(label, baselineBucketNameOf(state.bucketPrefix, bucket));
        return { [fields.accessKey]: bytes(key.accessKey), [fields.secretKey]: bytes(key.secretKey) };
      }
      if (secret && 'user' in secret.fields) {
        return { [secret.fields.user]: bytes('admin'), [secret.fields.password]: randomValue() };
      }
      throw new Error(`nobody but a person can make a value of ${item.name}`);
    },
  };
}

export const randomValue = () => bytes(randomBytes(RANDOM_BYTES).toString('base64url'));

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
