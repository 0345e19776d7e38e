import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { statusOf } from '../ledger/store';
import { LOCK_SUFFIX, lockOn, lockText } from './locks';

/** Whoever makes an object that must not be there comes too late. */
const PRECONDITION_FAILED = 412;

/**
 * Does something while the state of a stack is locked, with the lock that the engine takes: an object that only one can make.
 *
 * @param operation what is done, for whoever finds the lock
 * @throws {Error} when somebody else holds it; then nothing was done
 */
export async function holdingLock<T>(
  s3: S3Client,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  operation: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = { Bucket: bucket, Key: key + LOCK_SUFFIX };
  const info = {
    ...{ ID: randomUUID(), Operation: operation, Info: '', Version: '', Path: `${bucket}/${key}` },
    ...{ Who: `${userInfo().username}@${hostname()}`, Created: new Date().toISOString() },
  };
  try {
    await s3.send(new PutObjectCommand({ ...lock, Body: JSON.stringify(info), IfNoneMatch: '*' }));
  } catch (error) {
    if (statusOf(error) !== PRECONDITION_FAILED) throw error;
    const held = await lockOn(s3, bucket, key);
    throw new Error(held ? lockText(held) : `${key} was locked just now; try again`, { cause: error });
  }
  try {
    return await work();
  } finally {
    await s3.send(new DeleteObjectCommand(lock));
  }
}
