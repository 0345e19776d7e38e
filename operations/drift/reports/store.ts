import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { statusOf } from '../../ledger/store';
import { keysIn } from '../../object-storage/list-keys';

/** An object with the tag by which it is told whether somebody else has written it since. */
export interface Stored {
  readonly text: string;
  readonly tag: string;
}

/** Objects of the bucket of reports: plain, so that conditions on a write are honoured. */
export interface ReportStore {
  readonly bucket: string;
  read(key: string): Promise<Stored | undefined>;
  write(key: string, text: string, contentType?: string): Promise<void>;
  /** Creates an object unless there is one. */
  create(key: string, text: string): Promise<'created' | 'exists'>;
  /** Writes an object unless somebody else has written it since. */
  replace(key: string, text: string, tag: string): Promise<'written' | 'changed'>;
  remove(key: string): Promise<void>;
  /** Keys in the order of the alphabet. */
  list(prefix: string): Promise<string[]>;
}

const JSON_TYPE = 'application/json';

/** Status of a condition that does not hold. */
const PRECONDITION_FAILED = 412;

export function s3ReportStore(s3: S3Client, bucket: string): ReportStore {
  const at = (Key: string) => ({ Bucket: bucket, Key });
  const put = (key: string, Body: string, more: object = {}, ContentType = JSON_TYPE) =>
    s3.send(new PutObjectCommand({ ...at(key), Body, ContentType, ...more }));
  const unlessRefused = async <T>(write: Promise<unknown>, done: T, refused: T): Promise<T> => {
    try {
      await write;
      return done;
    } catch (error) {
      if (statusOf(error) === PRECONDITION_FAILED) return refused;
      throw error;
    }
  };
  return {
    bucket,
    async read(key) {
      try {
        const { Body, ETag } = await s3.send(new GetObjectCommand(at(key)));
        return { text: (await Body?.transformToString()) ?? '', tag: ETag ?? '' };
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async write(key, text, contentType) {
      await put(key, text, {}, contentType);
    },
    create: (key, text) => unlessRefused(put(key, text, { IfNoneMatch: '*' }), 'created', 'exists'),
    // Ceph compares the tag without its quotes.
    replace: (key, text, tag) =>
      unlessRefused(put(key, text, { IfMatch: tag.replaceAll('"', '') }), 'written', 'changed'),
    async remove(key) {
      await s3.send(new DeleteObjectCommand(at(key)));
    },
    async list(prefix) {
      const keys: string[] = [];
      for await (const key of keysIn(s3, bucket, prefix)) keys.push(key);
      return keys.sort();
    },
  };
}
