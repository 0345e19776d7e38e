import { isDeepStrictEqual } from 'node:util';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { shellLine } from '../../model/shell-line';
import { keysIn } from './list-keys';

/** A lock that the engine holds on the state of a stack, or that an engine which was killed left behind. */
export interface HeldLock {
  /** Key of the state in its bucket, such as `acme/production.tfstate`. */
  readonly stateKey: string;
  /** What `force-unlock` wants to know; undefined if the lock is damaged, so that the engine cannot release it. */
  readonly id: string | undefined;
  /** What the engine was doing, such as `OperationTypeApply`. */
  readonly operation: string;
  /** User and host, such as `jane@laptop`. */
  readonly who: string;
  /** When it was taken, in ISO 8601. */
  readonly created: string;
}

/** The command that releases the lock on a stack, whole or damaged, for a person to paste. */
export const unlockLine = (stack: string) => shellLine('npx', 'lke-platform', 'unlock', stack);

/** Who is at work on a state, as far as the lock tells. */
export function lockText({ stateKey, id, who, operation, created }: HeldLock): string {
  return id === undefined
    ? `the lock on ${stateKey} is damaged, and does not tell who holds it`
    : `${stateKey} is locked by ${who} since ${created} (${operation})`;
}

export const LOCK_SUFFIX = '.tflock';

/** Reads every lock in a state bucket. */
export async function listLocks(s3: S3Client, bucket: string): Promise<HeldLock[]> {
  const keys: string[] = [];
  for await (const key of keysIn(s3, bucket)) if (key.endsWith(LOCK_SUFFIX)) keys.push(key);
  return Promise.all(keys.map((key) => readLock(s3, bucket, key)));
}

/** The lock on one state; undefined if nobody holds it. */
export async function lockOn(s3: S3Client, bucket: string, stateKey: string): Promise<HeldLock | undefined> {
  try {
    return await readLock(s3, bucket, stateKey + LOCK_SUFFIX);
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/**
 * Releases a lock, as the engine's `force-unlock` does, and also one that is damaged.
 *
 * @throws {Error} when it was released meanwhile, and maybe taken by somebody else
 */
export async function releaseLock(s3: S3Client, bucket: string, lock: HeldLock): Promise<void> {
  const now = await lockOn(s3, bucket, lock.stateKey);
  if (!isDeepStrictEqual(now, lock)) {
    const by = now ? `, and taken by ${now.who}` : '';
    throw new Error(`the lock on ${lock.stateKey} was released by somebody else${by}. Nothing was done.`);
  }
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: lock.stateKey + LOCK_SUFFIX }));
}

async function readLock(s3: S3Client, bucket: string, key: string): Promise<HeldLock> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const info = parse((await Body?.transformToString()) ?? '');
  const text = (name: string) => (typeof info[name] === 'string' && info[name] !== '' ? info[name] : 'unknown');
  return {
    stateKey: key.slice(0, -LOCK_SUFFIX.length),
    id: typeof info.ID === 'string' && info.ID !== '' ? info.ID : undefined,
    operation: text('Operation'),
    who: text('Who'),
    created: text('Created'),
  };
}

/** What the engine wrote into a lock; nothing, if it was killed while it wrote, or if something else is there. */
function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const info: unknown = JSON.parse(text);
    return typeof info === 'object' && info !== null ? (info as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
