import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** The keys of all objects that begin so, however many pages the store takes to tell them. @param prefix @default - all */
export async function* keysIn(s3: S3Client, bucket: string, prefix = ''): AsyncGenerator<string> {
  const place = { Bucket: bucket, ...(prefix !== '' && { Prefix: prefix }) };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, place)) {
    for (const { Key } of Contents) if (Key !== undefined) yield Key;
  }
}
