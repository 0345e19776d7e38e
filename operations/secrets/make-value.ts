import { randomBytes } from 'node:crypto';
import { type OpenedBuckets, openedNames } from '../../model/baseline-secrets';
import { baselineSecret } from '../../model/derive/secret-form';
import type { SecretItem } from '../../model/derive/secrets-bundle';
import type { Platform } from '../../model/platform';
import { opensExactly } from '../bootstrap/observe';
import { listKeys, mintLimitedKey, revokeKey } from '../linode/object-keys';
import { objectStorage } from '../object-storage/client';
import { keyWorks } from '../object-storage/key-works';
import type { Fields } from './sources/source';

/** Bytes of a random value; its text is base64url. */
const RANDOM_BYTES = 32;

/** What a key opens, by the names of the buckets. */
export interface KeyScope {
  readonly buckets: readonly string[];
  readonly permissions: 'read_only' | 'read_write';
}

/** Keys of buckets at Linode, as far as they are values of secrets. The account has to be connected. */
export interface BucketKeys {
  /** Mints a key that opens this alone, and waits until the store knows it. */
  mint(label: string, scope: KeyScope): Promise<{ accessKey: string; secretKey: string }>;
  /** Those that open exactly this. */
  of(scope: KeyScope): Promise<readonly { readonly label: string; readonly accessKey: string }[]>;
  /** Revokes the key with that access key, if it is still there. */
  revoke(accessKey: string): Promise<void>;
}

export const linodeBucketKeys = ({ region, endpoint }: Pick<Platform['state'], 'region' | 'endpoint'>): BucketKeys => ({
  mint: async (label, { buckets, permissions }) => {
    const key = await mintLimitedKey(label, inRegion(buckets, region), permissions);
    try {
      for (const bucket of buckets) await keyWorks(objectStorage({ endpoint, ...key }), bucket);
    } catch (error) {
      await revokeKey(key.id);
      throw error;
    }
    return key;
  },
  of: async ({ buckets, permissions }) =>
    (await listKeys())
      .filter((key) => opensExactly(key, inRegion(buckets, region), permissions))
      .map(({ label, access_key: accessKey }) => ({ label, accessKey })),
  revoke: async (accessKey) => {
    for (const { id } of (await listKeys()).filter((key) => key.access_key === accessKey)) await revokeKey(id);
  },
});

const inRegion = (buckets: readonly string[], region: string) => buckets.map((name) => ({ name, region }));

export interface ValueMaker {
  /**
   * A new value of an item that the platform makes itself.
   *
   * @param version the one of the source that it is for
   */
  make(item: SecretItem, version: number): Promise<Fields>;
  /** Takes a value back that was made and is used by nobody. */
  discard(item: SecretItem, fields: Fields): Promise<void>;
  /**
   * Takes back what was made for some versions and is not this one: what a run that was killed made, one that lost a race, or
   * Linode after its answer was no longer waited for.
   *
   * @param versions the first and the last of them
   */
  keepOnly(item: SecretItem, fields: Fields, versions: readonly [first: number, last: number]): Promise<void>;
}

export function valueMaker({ name: platform, state }: Pick<Platform, 'name' | 'state'>, keys: BucketKeys): ValueMaker {
  const scopeOf = (opens: OpenedBuckets): KeyScope => ({
    buckets: openedNames(state.bucketPrefix, opens),
    permissions: opens.permissions,
  });
  return {
    make: async (item, version): Promise<Fields> => {
      const secret = bucketKeyOf(item);
      if (secret) {
        const { opens, fields } = secret;
        // Two runs at once do not take each other's key for one that a killed run left.
        const label = `${platform}-${opens.user}-v${version}-${randomBytes(2).toString('hex')}`;
        const key = await keys.mint(label, scopeOf(opens));
        return { [fields.accessKey]: bytes(key.accessKey), [fields.secretKey]: bytes(key.secretKey) };
      }
      const made = baselineSecret(item.name);
      if (made && 'user' in made.fields) {
        return { [made.fields.user]: bytes('admin'), [made.fields.password]: randomValue() };
      }
      throw new Error(`nobody but a person can make a value of ${item.name}`);
    },
    discard: async (item, fields) => {
      const accessKey = accessKeyIn(item, fields);
      if (accessKey !== undefined) await keys.revoke(accessKey);
    },
    keepOnly: async (item, fields, [first, last]) => {
      const secret = bucketKeyOf(item);
      const kept = accessKeyIn(item, fields);
      if (!secret || kept === undefined) return;
      const pattern = new RegExp(`^${platform}-${secret.opens.user}-v(\\d+)(-[0-9a-f]{4})?$`);
      for (const { label, accessKey } of await keys.of(scopeOf(secret.opens))) {
        const [, version] = pattern.exec(label) ?? [];
        const isMeant = version !== undefined && Number(version) >= first && Number(version) <= last;
        if (isMeant && accessKey !== kept) await keys.revoke(accessKey);
      }
    },
  };
}

/** The secret of the baseline that an item is, if its value is the key of a bucket. */
function bucketKeyOf({ name, madeBy }: SecretItem) {
  const secret = baselineSecret(name);
  return madeBy === 'bucket-key' && secret && 'opens' in secret ? secret : undefined;
}

function accessKeyIn(item: SecretItem, fields: Fields): string | undefined {
  const secret = bucketKeyOf(item);
  const value = secret && fields[secret.fields.accessKey];
  return value && Buffer.from(value).toString('utf8');
}

export const randomValue = () => bytes(randomBytes(RANDOM_BYTES).toString('base64url'));

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
