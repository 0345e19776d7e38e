import type { ObjectStorageKey } from '@linode/api-v4';
import { BUCKETS } from '../../model/naming';
import { bucketExists, type LinodeBucket } from '../linode/buckets';
import { listKeys } from '../linode/object-keys';
import { objectStorage } from '../object-storage/client';
import type { Observed } from './next-step';
import { linodeBuckets, localStateFile, type Site, stateObject } from './site';
import { type BucketState, readLocalState, readRemoteState, type StatedBucket } from './states';
import { readVariables } from './variables-file';

/** Looks at Linode, the store and this machine. */
export async function observe(site: Site): Promise<Observed> {
  const { platform, journal } = site;
  const { endpoint, versioning } = platform.state;
  const existing = await Promise.all(linodeBuckets(site).map(bucketExists));
  const buckets = existing.every(Boolean);
  const key = await keyInForce(site);
  const local = readLocalState(localStateFile(site));
  const remote = buckets && key ? await readRemoteState(objectStorage({ endpoint, ...key }), stateObject(site)) : null;
  return {
    leftOver: journal.temporaries().length,
    buckets,
    key: key !== undefined,
    local: local ? (isFinished(site, local) ? 'finished' : 'unfinished') : 'none',
    remote: remote === null ? 'unknown' : remote ? 'there' : 'none',
    isCovered: (local?.buckets ?? []).every((bucket) => remote?.buckets.some((other) => isSame(bucket, other))),
    lock: journal.lockOn(endpoint, versioning),
  };
}

const isFinished = ({ journal }: Site, { buckets }: BucketState) =>
  buckets.length === BUCKETS.length && journal.isDone('create-buckets');

/** The engine gives a state that it pushes to an empty place another lineage, so states are told by what is in them. */
const isSame = (a: StatedBucket, b: StatedBucket) => a.address === b.address && a.name === b.name;

/** The key of the variables file, if Linode still knows it, with exactly the platform's buckets. */
async function keyInForce(site: Site): Promise<{ accessKey: string; secretKey: string } | undefined> {
  const { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey } = readVariables(site.places.variables);
  if (accessKey === undefined || secretKey === undefined) return undefined;
  const known = (await listKeys()).find((key) => key.access_key === accessKey);
  return known && opensExactly(known, linodeBuckets(site)) ? { accessKey, secretKey } : undefined;
}

/** Whether a key opens these buckets, for reading and writing or for reading alone, and nothing else. */
export function opensExactly(
  { bucket_access: access }: Pick<ObjectStorageKey, 'bucket_access'>,
  buckets: readonly LinodeBucket[],
  rights: 'read_only' | 'read_write' = 'read_write',
): boolean {
  const opens = (bucket: LinodeBucket) =>
    access?.some(
      ({ bucket_name: name, region = bucket.region, permissions }) =>
        name === bucket.name && region === bucket.region && permissions === rights,
    );
  return access?.length === buckets.length && buckets.every(opens);
}
