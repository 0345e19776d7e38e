import { copyFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { bucketAddress } from '../../model/addresses';
import { BUCKETS, type Bucket } from '../../model/naming';
import { bucketExists } from '../linode/buckets';
import type { MintedKey } from '../linode/object-keys';
import { objectStorage } from '../object-storage/client';
import { keysIn } from '../object-storage/list-keys';
import { makePrivateFolder } from './private-file';
import { linodeBucket, localFolder, localStateFile, runInFolder, type Site, stateObject } from './site';
import { readLocalState, readRemoteState } from './states';
import { withTemporaryKey } from './temporaries';

/**
 * Applies the stack `state` on a state on this machine. Buckets that exist already and are empty, or of this platform,
 * become part of that state. Where the platform has a state in its bucket, and only some of its buckets are missing, they
 * are made in that one.
 *
 * @throws {Error} when a bucket holds something else
 */
export async function createBuckets(site: Site): Promise<void> {
  await withTemporaryKey(site, async ({ accessKey, secretKey }) => {
    const s3 = objectStorage({ endpoint: site.platform.state.endpoint, accessKey, secretKey });
    setAsideUnreadable(localStateFile(site));
    const existing = await existingBuckets(site);
    const isBootstrapped = existing.includes('state') && (await readRemoteState(s3, stateObject(site))) !== undefined;
    if (isBootstrapped && !readLocalState(localStateFile(site))) {
      await addBuckets(site, { accessKey, secretKey }, existing);
      return;
    }
    await refuseForeign(site, s3, existing);
    writeRoot(site, existing);
    const variables = { LINODE_OBJ_ACCESS_KEY: accessKey, LINODE_OBJ_SECRET_KEY: secretKey };
    const engine = (...args: string[]) => runInFolder(site, localFolder(site), variables, ...args);
    await engine('init', '-input=false', '-no-color');
    // An apply that failed after it made a bucket left it tainted. It is to be finished, not replaced.
    const tainted = readLocalState(localStateFile(site))?.buckets.filter((bucket) => bucket.tainted) ?? [];
    for (const { address } of tainted) await engine('untaint', address);
    await engine('apply', '-input=false', '-auto-approve', '-json');
  });
}

/** Makes the buckets that a release before this one did not know, and nothing else of what the stack may say by now. */
async function addBuckets(
  site: Site,
  { accessKey, secretKey }: Pick<MintedKey, 'accessKey' | 'secretKey'>,
  existing: readonly Bucket[],
): Promise<void> {
  const missing = BUCKETS.filter((bucket) => !existing.includes(bucket));
  const variables = {
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
    LINODE_OBJ_ACCESS_KEY: accessKey,
    LINODE_OBJ_SECRET_KEY: secretKey,
  };
  const engine = (...args: string[]) => runInFolder(site, site.stackFolder, variables, ...args);
  await engine('init', '-input=false', '-no-color', '-reconfigure');
  const targets = missing.map((bucket) => `-target=${bucketAddress(bucket)}`);
  await engine('apply', '-input=false', '-auto-approve', '-json', ...targets);
}

/** All that such a state can tell is which buckets there are, and those are imported. */
function setAsideUnreadable(state: string): void {
  if (existsSync(state) && !readLocalState(state)) renameSync(state, `${state}.unreadable`);
}

async function existingBuckets(site: Site): Promise<Bucket[]> {
  const existing = await Promise.all(BUCKETS.map((bucket) => bucketExists(linodeBucket(site, bucket))));
  return BUCKETS.filter((_, index) => existing[index]);
}

/** Writes the root module: the stack as it is, but with a local state, and with what exists to be imported. */
function writeRoot(site: Site, existing: readonly Bucket[]): void {
  const folder = localFolder(site);
  makePrivateFolder(folder);
  copyFileSync(join(site.stackFolder, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  const write = (file: string, content: object) => {
    writeFileSync(join(folder, file), JSON.stringify(content, undefined, 2));
  };
  write('backend_override.tf.json', { terraform: { backend: { local: {} } } });
  const imports = existing.map((bucket) => {
    const { region, name } = linodeBucket(site, bucket);
    return { to: bucketAddress(bucket), id: `${region}:${name}` };
  });
  write('imports.tf.json', imports.length > 0 ? { import: imports } : {});
}

/** Bootstrap goes on with the buckets of a run that was interrupted, but takes nobody else's. */
async function refuseForeign(site: Site, s3: S3Client, existing: readonly Bucket[]): Promise<void> {
  const ours = readLocalState(localStateFile(site))?.buckets.map(({ name }) => name) ?? [];
  for (const bucket of existing) {
    const name = site.platform.state.buckets[bucket];
    const foreign = ours.includes(name) ? undefined : await foreignKey(s3, name, `${site.platform.name}/`);
    if (foreign !== undefined) {
      throw new Error(
        `the bucket ${name} exists in this account and holds what is not of platform ${site.platform.name}, such as ` +
          `${foreign}. Write another state.bucketPrefix in the platform file, or empty that bucket.`,
      );
    }
  }
}

/** The key of an object that is not a state of this platform. */
async function foreignKey(s3: S3Client, bucket: string, prefix: string): Promise<string | undefined> {
  for await (const key of keysIn(s3, bucket)) if (!key.startsWith(prefix)) return key;
  return undefined;
}
