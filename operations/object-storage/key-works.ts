import { setTimeout as sleep } from 'node:timers/promises';
import { HeadBucketCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** Newer endpoints of Linode know a new key after half a minute. */
const TIMEOUT_MS = 120_000;
const POLL_MS = 1000;

/**
 * Waits until the store knows a new key.
 *
 * @param bucket one that the key may use; for a key without limits it need not exist
 * @throws {Error} when that takes too long, or the signal comes
 */
export async function keyWorks(s3: S3Client, bucket: string, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (await isRefused(s3, bucket)) {
    if (Date.now() > deadline) {
      throw new Error(`the object storage still refuses the new key for ${bucket}, after ${TIMEOUT_MS / 1000} seconds`);
    }
    // What the signal says is thrown, and not that a sleep was aborted.
    await sleep(POLL_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

async function isRefused(s3: S3Client, bucket: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return false;
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status !== 403 && status !== 404) throw error;
    return status === 403;
  }
}
