import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type z } from 'zod';
import { statusOf } from '../ledger/store';

/** A small JSON document in the artifacts bucket that is written over; older versions of it stay there. */
export interface Note<T> {
  /** @returns undefined where there is none, or none that can be read */
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
}

export function s3Note<T>(s3: S3Client, bucket: string, key: string, schema: z.ZodType<T>): Note<T> {
  const place = { Bucket: bucket, Key: key };
  return {
    read: async () => {
      try {
        const { Body } = await s3.send(new GetObjectCommand(place));
        return schema.safeParse(JSON.parse((await Body?.transformToString()) ?? '')).data;
      } catch (error) {
        if (statusOf(error) === 404 || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    write: async (value) => {
      await s3.send(
        new PutObjectCommand({ ...place, Body: `${JSON.stringify(value)}\n`, ContentType: 'application/json' }),
      );
    },
  };
}
