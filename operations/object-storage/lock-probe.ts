import { DeleteObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/**
 * What a bucket makes of the engine's lock, an object that may be created only where there is none:
 *
 * - `honoured`: one winner at a time;
 * - `ignored`: everybody wins, as in a bucket with versioning;
 * - `sticks`: once released, nobody wins again, as in a bucket whose versioning was suspended;
 * - `unsupported`: the store refuses the condition.
 */
export type LockBehaviour = 'honoured' | 'ignored' | 'sticks' | 'unsupported';

/** What came of each attempt to take the lock: whether it was taken, or the status of a refusal. */
export interface LockObservation {
  /** On a bucket without the lock. */
  readonly first: Attempt;
  /** While it is held. */
  readonly held: Attempt;
  /** Several at once, once it is released. */
  readonly race: readonly Attempt[];
}

export type Attempt = 'taken' | { readonly status: number };

/** Status of a condition that does not hold. */
const PRECONDITION_FAILED = 412;
/** Status of two conditional writes at once; both may be tried again. */
const CONFLICT = 409;

const PROBE_KEY = 'lke-platform-lock-probe.tflock';
const RACERS = 4;

/** Takes and releases a lock in a bucket of its own as the engine does. The bucket is left without objects. */
export async function observeLock(s3: S3Client, bucket: string): Promise<LockObservation> {
  const object = { Bucket: bucket, Key: PROBE_KEY };
  const release = () => s3.send(new DeleteObjectCommand(object));
  try {
    const first = await take(s3, object);
    const held = await take(s3, object);
    await release();
    const race = await Promise.all(Array.from({ length: RACERS }, () => take(s3, object)));
    return { first, held, race };
  } finally {
    await release();
  }
}

export function lockBehaviour({ first, held, race }: LockObservation): LockBehaviour {
  if (first !== 'taken') return first.status === PRECONDITION_FAILED ? 'sticks' : 'unsupported';
  if (held === 'taken') return 'ignored';
  const winners = race.filter((attempt) => attempt === 'taken').length;
  if (winners === 0) return 'sticks';
  return winners === 1 ? 'honoured' : 'ignored';
}

async function take(s3: S3Client, object: { Bucket: string; Key: string }): Promise<Attempt> {
  try {
    await s3.send(new PutObjectCommand({ ...object, Body: 'probe', IfNoneMatch: '*' }));
    return 'taken';
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === undefined || !isAboutTheCondition(status)) throw error;
    return { status };
  }
}

/** What answers the condition, rather than the key, the bucket or the day. 400 and 501 are from stores without it. */
const isAboutTheCondition = (status: number) => [PRECONDITION_FAILED, CONFLICT, 400, 501].includes(status);
