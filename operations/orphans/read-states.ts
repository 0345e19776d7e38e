import { S3ServiceException } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { stateKeyOf } from '../../model/naming';
import { accessTo } from '../deploy/bucket-access';
import { linodeAccess } from '../linode/access';
import { existingAmong } from '../linode/buckets';
import { connectLinode } from '../linode/client';
import type { StateJson } from '../engine/state-json';
import type { RequestLimits } from '../object-storage/client';
import { keysIn } from '../object-storage/list-keys';
import { type HeldLock, listLocks } from '../object-storage/locks';
import { readState } from '../object-storage/read-state';

/** Where the states of a platform are. */
export interface StatePlace {
  readonly platform: string;
  readonly bucket: string;
  /** Address of the object storage. */
  readonly endpoint: string;
  /** Address of the Linode API. @default - that of LINODE_URL, or the public one */
  readonly linodeApi: string | undefined;
  /** How long to wait. @default - as long as each client waits */
  readonly limits?: RequestLimits;
}

/** The states of a platform, secrets included: those of stacks that are gone, too. */
export interface States {
  readonly all: readonly StateJson[];
  /** That of the stack `cluster`; undefined before its first apply. */
  readonly cluster: StateJson | undefined;
  /** The locks on them that are held. */
  readonly locks: readonly HeldLock[];
}

const NONE: States = { all: [], cluster: undefined, locks: [] };

/** Reads the states as they are in the bucket, without an engine. A bucket that is gone holds none. */
export async function readStates(place: StatePlace, environment: EnvironmentVariables): Promise<States> {
  try {
    return await statesIn(place, environment);
  } catch (error) {
    if (await isGone(error, place, environment)) return NONE;
    throw error;
  }
}

async function statesIn(
  { platform, bucket, endpoint, limits }: StatePlace,
  environment: EnvironmentVariables,
): Promise<States> {
  const s3 = accessTo(endpoint, environment, limits);
  const clusterKey = stateKeyOf(platform, 'cluster');
  const keys: string[] = [];
  for await (const key of keysIn(s3, bucket, `${platform}/`)) if (key.endsWith('.tfstate')) keys.push(key);
  const states = await Promise.all(
    keys.map(async (key) => [key, await readState(s3, { Bucket: bucket, Key: key })] as const),
  );
  const locks = (await listLocks(s3, bucket)).filter(({ stateKey }) => stateKey.startsWith(`${platform}/`));
  return { all: states.map(([, state]) => state), cluster: new Map(states).get(clusterKey), locks };
}

/** The key of a bucket goes after the bucket, so that the store may refuse it; then Linode tells whether there is one. */
async function isGone(error: unknown, place: StatePlace, environment: EnvironmentVariables): Promise<boolean> {
  if (error instanceof Error && error.name === 'NoSuchBucket') return true;
  const isRefused = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;
  const hasNoKey = !environment.AWS_ACCESS_KEY_ID || !environment.AWS_SECRET_ACCESS_KEY;
  if (!environment.LINODE_TOKEN || !(isRefused || hasNoKey)) return false;
  connectLinode(linodeAccess(place.linodeApi, environment), place.limits);
  return (await existingAmong([place.bucket])).length === 0;
}
