import { createBucket, deleteBucketWithRegion, getBucket, getBuckets } from '@linode/api-v4';
import { allPages } from './all-pages';
import { unlessMissing } from './error';

/** A bucket of Linode Object Storage. */
export interface LinodeBucket {
  readonly name: string;
  readonly region: string;
}

export interface NewBucket extends LinodeBucket {
  /** Host of the endpoint it is made on. @default - the one that Linode prefers in the region */
  readonly endpointHost: string | undefined;
}

export async function bucketExists({ name, region }: LinodeBucket): Promise<boolean> {
  return (await unlessMissing(getBucket(region, name))) !== undefined;
}

/** Every bucket of the account whose name begins so. */
export async function bucketsNamed(prefix: string): Promise<LinodeBucket[]> {
  const data = await allPages(getBuckets);
  const named = data.filter(({ label }) => label.startsWith(prefix));
  return named.map(({ label, region = '' }) => ({ name: label, region }));
}

/** Those of the names that the account has a bucket of. */
export async function existingAmong(names: readonly string[]): Promise<string[]> {
  const existing = new Set((await bucketsNamed('')).map(({ name }) => name));
  return names.filter((name) => existing.has(name));
}

/** Makes a private bucket. */
export async function makeBucket({ name, region, endpointHost }: NewBucket): Promise<void> {
  await createBucket({ label: name, region, acl: 'private', ...(endpointHost && { s3_endpoint: endpointHost }) });
}

/** Removes a bucket, which has to be empty. It may be gone already. */
export async function removeBucket({ name, region }: LinodeBucket): Promise<void> {
  await unlessMissing(deleteBucketWithRegion({ region, label: name }));
}
