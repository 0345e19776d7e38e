import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';

/** A lock that the engine holds on the state of a stack, or that an engine which was killed left behind. */
export interface HeldLock {
  /** Key of the state in its bucket, such as `acme/production.tfstate`. */
  readonly stateKey: string;
  /** What `force-unlock` wants to know; undefined if the lock was written half. */
  readonly id: string | undefined;
  /** What the engine was doing, such as `OperationTypeApply`. */
  readonly operation: string;
  /** User and host, such as `jane@laptop`. */
  readonly who: string;
  /** When it was taken, in ISO 8601. */
  readonly created: string;
}

const LOCK_SUFFIX = '.tflock';

/** Reads every lock in a state bucket. */
export async function listLocks(s3: S3Client, bucket: string): Promise<HeldLock[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const keys = Contents.flatMap(({ Key = '' }) => (Key.endsWith(LOCK_SUFFIX) ? Key : []));
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

async function readLock(s3: S3Client, bucket: string, key: string): Promise<HeldLock> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const info = parse((await Body?.transformToString()) ?? '');
  const text = (name: string) => (typeof info[name] === 'string' ? info[name] : 'unknown');
  return {
    stateKey: key.slice(0, -LOCK_SUFFIX.length),
    id: typeof info.ID === 'string' ? info.ID : undefined,
    operation: text('Operation'),
    who: text('Who'),
    created: text('Created'),
  };
}

/** What the engine wrote into a lock; nothing, if it was killed while it wrote. */
function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
