import { bucketExists, type LinodeBucket, removeBucket } from '../linode/buckets';
import { LinodeError } from '../linode/error';
import { listKeys, type MintedKey, mintLimitedKey, mintUnlimitedKey, revokeKey } from '../linode/object-keys';
import { randomName } from '../linode/random-name';
import { objectStorage } from '../object-storage/client';
import { emptyBucket } from '../object-storage/empty-bucket';
import { thenCleanUp } from '../machine/clean-up';
import { keyWorks } from '../object-storage/key-works';
import type { Temporary } from './journal';
import type { Site } from './site';
import { readVariables } from './variables-file';

/** What a temporary key needs. */
export interface KeySite extends Pick<Site, 'journal' | 'onStep'> {
  readonly platform: {
    readonly name: string;
    readonly state: Pick<Site['platform']['state'], 'region' | 'endpoint' | 'buckets'>;
  };
  readonly interrupts: Pick<Site['interrupts'], 'signal'>;
}

/** Does something with a key that may do everything in the platform's region, and revokes it whatever happens. */
export async function withTemporaryKey<T>(site: KeySite, work: (key: MintedKey) => Promise<T>): Promise<T> {
  const { region, endpoint, buckets } = site.platform.state;
  const thing: Temporary = { kind: 'key', name: randomName(`${site.platform.name}-bootstrap`) };
  // Before anything gets it, so that it is found again.
  site.journal.write({ event: 'making', thing });
  let mayComeLate = false;
  const withKey = async () => {
    const key = await mintUnlimitedKey(thing.name, region).catch((error: unknown) => {
      mayComeLate = isWithoutAnswer(error);
      throw error;
    });
    site.onStep('waiting until the object storage knows a new key');
    await keyWorks(objectStorage({ endpoint, ...key }), buckets.state, site.interrupts.signal);
    return work(key);
  };
  return thenCleanUp(withKey, async () => {
    const revoked = await revokeLabelled(thing.name);
    site.journal.write({ event: revoked === 0 && mayComeLate ? 'missing' : 'gone', thing });
  });
}

/** Takes away what an interrupted run left at Linode. */
export async function cleanUp(site: Site): Promise<void> {
  const { journal } = site;
  for (const thing of journal.temporaries()) {
    site.onStep(`removing the ${thing.kind} ${thing.name} of an interrupted run`);
    if (thing.kind === 'key' && (await isInUse(site, thing))) {
      journal.write({ event: 'kept', thing });
      continue;
    }
    journal.write({ event: (await remove(site, thing)) ? 'gone' : 'missing', thing });
  }
}

/** Whether Linode may have begun with it all the same. */
const isWithoutAnswer = (error: unknown) =>
  !(error instanceof LinodeError) || error.status === undefined || error.status >= 500;

/** @returns whether it was there; if not, Linode may still be at work on a request whose answer nobody waited for */
async function remove({ platform }: Site, { kind, name }: Temporary): Promise<boolean> {
  if (kind === 'key') return (await revokeLabelled(name)) > 0;
  return removeWithContent({ name, region: platform.state.region }, platform.state.endpoint);
}

/** A run can also have been interrupted after it wrote a key to the variables file, before it wrote that down. */
async function isInUse({ places }: Site, { name }: Temporary): Promise<boolean> {
  const { AWS_ACCESS_KEY_ID: inUse } = readVariables(places.variables);
  return (await listKeys()).some(({ label, access_key }) => label === name && access_key === inUse);
}

/** Revokes by label: the answer that told the id may have been lost. @returns how many there were */
async function revokeLabelled(wanted: string): Promise<number> {
  const keys = (await listKeys()).filter(({ label }) => label === wanted);
  for (const { id } of keys) await revokeKey(id);
  return keys.length;
}

/** Removes a bucket with all that is in it. @returns whether it was there */
export async function removeWithContent(bucket: LinodeBucket, endpoint: string): Promise<boolean> {
  if (!(await bucketExists(bucket))) return false;
  const key = await mintLimitedKey(bucket.name, [bucket]);
  const empty = async () => {
    const s3 = objectStorage({ endpoint, ...key });
    await keyWorks(s3, bucket.name);
    await emptyBucket(s3, bucket.name);
    await removeBucket(bucket);
  };
  await thenCleanUp(empty, () => revokeKey(key.id));
  return true;
}
