import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/**
 * When the newest object of a bucket was written whose key begins so; undefined where there is none.
 *
 * @param signal breaks the listing off
 * @throws {Error} when there is no such bucket
 */
export async function newestIn(
  s3: S3Client,
  Bucket: string,
  Prefix: string,
  signal: AbortSignal,
): Promise<Date | undefined> {
  let newest: Date | undefined;
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
    signal.throwIfAborted();
    for (const { LastModified: written } of Contents) if (written && !(newest && newest >= written)) newest = written;
  }
  return newest;
}
