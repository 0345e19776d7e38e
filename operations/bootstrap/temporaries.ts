import { randomBytes } from 'node:crypto';
import { bucketExists, type LinodeBucket, removeBucket } from '../linode/buckets';
import { listKeys, type MintedKey, mintLimitedKey, mintUnlimitedKey, revokeKey } from '../linode/object-keys';
import { objectStorage } from '../object-storage/client';
import { emptyBucket } from '../object-storage/empty-bucket';
import { keyWorks } from '../object-storage/key-works';
import type { Temporary } from './journal';
import type { Site } from './site';
import { readVariables } from './variables-file';

/** A name that nothing else has; it is written down before anything gets it, so that it is found again. */
export const newName = (prefix: string) => `${prefix}-${randomBytes(3).toString('hex')}`;

/** Does something with a key that may do everything in the platform's region, and revokes it whatever happens. */
export async function withTemporaryKey<T>(site: Site, work: (key: MintedKey) => Promise<T>): Promise<T> {
  const { region, endpoint, buckets } = site.platform.state;
  const thing: Temporary = { kind: 'key', name: newName(`${site.platform.name}-bootstrap`) };
  site.journal.write({ event: 'making', thing });
  try {
    const key = await mintUnlimitedKey(thing.name, region);
    await keyWorks(objectStorage({ endpoint, ...key }), buckets.state, site.interrupts.signal);
    return await work(key);
  } finally {
    await revokeLabelled(thing.name);
    site.journal.write({ event: 'gone', thing });
  }
}

/** Takes away what an interrupted run left at Linode. */
export async function cleanUp(site: Site): Promise<void> {
  const { journal, platform } = site;
  for (const thing of journal.temporaries()) {
    site.onStep(`removing the ${thing.kind} ${thing.name} of an interrupted run`);
    if (thing.kind === 'key' && (await isInUse(site, thing))) {
      journal.write({ event: 'kept', thing });
      continue;
    }
    if (thing.kind === 'key') await revokeLabelled(thing.name);
    else await removeWithContent({ name: thing.name, region: platform.state.region }, platform.state.endpoint);
    journal.write({ event: 'gone', thing });
  }
}

/** A run can also have been interrupted after it wrote a key to the variables file, before it wrote that down. */
async function isInUse({ places }: Site, { name }: Temporary): Promise<boolean> {
  const { AWS_ACCESS_KEY_ID: inUse } = readVariables(places.variables);
  return (await listKeys()).some(({ label, access_key }) => label === name && access_key === inUse);
}

/** Revokes by label: the answer that told the id may have been lost. */
async function revokeLabelled(wanted: string): Promise<void> {
  for (const { id, label } of await listKeys()) if (label === wanted) await revokeKey(id);
}

async function removeWithContent(bucket: LinodeBucket, endpoint: string): Promise<void> {
  if (!(await bucketExists(bucket))) return;
  const key = await mintLimitedKey(bucket.name, [bucket]);
  try {
    const s3 = objectStorage({ endpoint, ...key });
    await keyWorks(s3, bucket.name);
    await emptyBucket(s3, bucket.name);
    await removeBucket(bucket);
  } finally {
    await revokeKey(key.id);
  }
}
