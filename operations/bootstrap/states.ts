import { existsSync, readFileSync } from 'node:fs';
import { NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { parseState, type StateJson } from '../engine/state-json';
import { readState } from '../object-storage/read-state';

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

/** Reads a state on this machine; none if there is no such file, or an engine was killed while it wrote it. */
export function readLocalState(file: string): BucketState | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return bucketsIn(parseState(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export async function readRemoteState(
  s3: S3Client,
  object: { Bucket: string; Key: string },
): Promise<BucketState | undefined> {
  try {
    return bucketsIn(await readState(s3, object));
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

function bucketsIn({ resources }: StateJson): BucketState {
  const buckets = resources.filter(({ type }) => type === BUCKET_TYPE);
  return {
    buckets: buckets.flatMap(({ type, name, instances }) =>
      instances.map(({ status, attributes }) => ({
        address: `${type}.${name}`,
        name: String(attributes?.label),
        tainted: status === 'tainted',
      })),
    ),
  };
}
