import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/**
 * Writes every object of a bucket to a file below a folder, which nobody else may read.
 *
 * @throws {Error} when a key would lead out of the folder
 */
export async function exportBucket(s3: S3Client, bucket: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    for (const { Key: key = '' } of Contents) {
      const file = resolve(folder, key);
      if (!file.startsWith(resolve(folder) + sep)) {
        throw new Error(
          `${bucket} has the key ${key}, which is no name of a file. Rename that object, then try again.`,
        );
      }
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, (await Body?.transformToByteArray()) ?? '', { mode: 0o600 });
    }
  }
}
