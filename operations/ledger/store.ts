import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Chain } from './event';

/** What came of an attempt to create an object: it is there now, or something else was there before. */
export type Creation = 'created' | 'exists';

/** Objects that are created once and never changed. */
export interface LedgerStore {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Asks for the bucket itself: of an object in one that is not there, a store says the same as of a missing object. @throws when it is not there */
  requireBucket(): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** The text of an object; undefined if there is none. */
  read(key: string): Promise<string | undefined>;
  /** Creates an object, unless one has its key. @throws when the answer does not come, and it may be there or not */
  create(key: string, text: string): Promise<Creation>;
}

const DIGITS = 12;

/** Key of an event. The sequence alone is in it: with a month beside it, two writers could fork the chain. */
export const keyOf = (chain: Chain, sequence: number) => `${chain}/${String(sequence).padStart(DIGITS, '0')}.json`;

/** Status of a condition that does not hold. */
const PRECONDITION_FAILED = 412;

/** The ledger's bucket in an object storage. */
export function s3LedgerStore(s3: S3Client, bucket: string): LedgerStore {
  const place = (Key: string) => ({ Bucket: bucket, Key });
  return {
    bucket,
    requireBucket: async () => {
      await s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }));
    },
    exists: async (key) => (await unlessMissing(s3.send(new HeadObjectCommand(place(key))))) !== undefined,
    read: async (key) => {
      const found = await unlessMissing(s3.send(new GetObjectCommand(place(key))));
      return found?.Body?.transformToString();
    },
    create: async (key, text) => {
      const content = { Body: text, ContentType: 'application/json', IfNoneMatch: '*' };
      try {
        await s3.send(new PutObjectCommand({ ...place(key), ...content }));
        return 'created';
      } catch (error) {
        if (statusOf(error) === PRECONDITION_FAILED) return 'exists';
        throw error;
      }
    },
  };
}

/** The status that a store answered; undefined where no answer came. */
export const statusOf = (error: unknown) =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
