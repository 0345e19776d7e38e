import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { makeBucket, removeBucket } from '../linode/buckets';
import { mintLimitedKey, revokeKey } from '../linode/object-keys';
import { thenCleanUp } from '../machine/clean-up';
import { objectStorage, type RequestLimits } from './client';
import { emptyBucket } from './empty-bucket';
import { keyWorks } from './key-works';
import { lockBehaviour, observeLock, type LockBehaviour } from './lock-probe';

/** Beginning of the name of a throw-away bucket and of its key, after the prefix that they have in common. */
export const PROBE_NAME = 'probe';

export interface ThrowAwayBucket {
  /** Name of the bucket, which is also the label of its key. */
  readonly name: string;
  readonly region: string;
  /** Host of the endpoint it is made on. @default - the one that Linode prefers in the region */
  readonly endpointHost: string | undefined;
  /** Address under which the store is reached. */
  readonly endpoint: string;
  /** Whether the bucket keeps versions. */
  readonly versioning: boolean;
}

/**
 * Finds out what the store makes of the engine's lock, in a bucket that is made for it and removed again, with a key
 * of its own. {@link connectLinode} has to come first.
 *
 * @param signal ends the wait for the key; bucket and key are removed all the same
 */
export async function probeLock(
  bucket: ThrowAwayBucket,
  signal?: AbortSignal,
  requestLimits?: RequestLimits,
): Promise<LockBehaviour> {
  const { name, endpoint, versioning } = bucket;
  await makeBucket(bucket);
  const tryLock = async () => {
    const { id, accessKey, secretKey } = await mintLimitedKey(name, [bucket]);
    const withKey = async () => {
      const s3 = objectStorage({ endpoint, accessKey, secretKey }, requestLimits);
      await keyWorks(s3, name, signal);
      if (versioning) {
        const VersioningConfiguration = { Status: 'Enabled' } as const;
        await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
      }
      const observation = await observeLock(s3, name);
      await emptyBucket(s3, name);
      return lockBehaviour(observation);
    };
    return thenCleanUp(withKey, () => revokeKey(id));
  };
  return thenCleanUp(tryLock, () => removeBucket(bucket));
}
