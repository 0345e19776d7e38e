import { existsSync, readFileSync } from 'node:fs';
import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';

const stateSchema = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      instances: z.array(z.object({ status: z.string().optional(), attributes: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

/** A bucket in a state of the stack `state`. */
export interface StatedBucket {
  readonly address: string;
  readonly name: string;
  /** Made, but not configured to the end: the engine would replace it. */
  readonly tainted: boolean;
}

/** What is read of such a state. */
export interface BucketState {
  readonly buckets: readonly StatedBucket[];
}

const BUCKET_TYPE = 'linode_object_storage_bucket';

/** Address of a bucket in the stack `state`. */
export const bucketAddress = (bucket: string) => `${BUCKET_TYPE}.${bucket}`;

/** Reads a state on this machine; none if there is no such file, or an engine was killed while it wrote it. */
export function readLocalState(file: string): BucketState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parseState(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export async function readRemoteState(
  s3: S3Client,
  object: { Bucket: string; Key: string },
): Promise<BucketState | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand(object));
    return parseState((await Body?.transformToString()) ?? '');
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

function parseState(text: string): BucketState {
  const { resources } = stateSchema.parse(JSON.parse(text));
  const buckets = resources.filter(({ type }) => type === BUCKET_TYPE);
  return {
    buckets: buckets.flatMap(({ name, instances }) =>
      instances.map(({ status, attributes }) => ({
        address: bucketAddress(name),
        name: String(attributes.label),
        tainted: status === 'tainted',
      })),
    ),
  };
}
