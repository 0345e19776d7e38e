import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** Objects that are read at the same time. */
const AT_ONCE = 16;

/**
 * Writes every object of a bucket to a file below a folder, which nobody else may read.
 *
 * @throws {Error} when a key would lead out of the folder
 */
export async function exportBucket(s3: S3Client, bucket: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    const keys = Contents.flatMap(({ Key }) => Key ?? []);
    const next = keys.values();
    const exportRest = async () => {
      for (const key of next) await exportObject(s3, { Bucket: bucket, Key: key }, folder);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, exportRest));
  }
}

async function exportObject(s3: S3Client, object: { Bucket: string; Key: string }, folder: string): Promise<void> {
  const file = resolve(folder, object.Key);
  if (!file.startsWith(resolve(folder) + sep)) {
    throw new Error(
      `${object.Bucket} has the key ${object.Key}, which is not a name of a file. Rename that object, then try again.`,
    );
  }
  const { Body } = await s3.send(new GetObjectCommand(object));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, (await Body?.transformToByteArray()) ?? '', { mode: 0o600 });
}
