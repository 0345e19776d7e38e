import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Objects that are read at the same time. */
const AT_ONCE = 16;

/** End of the name of the folder with the former versions of the objects of a bucket. */
export const VERSIONS = '.versions';

/**
 * Writes every object of a bucket to a file below a folder, which nobody else may read. What is not the newest version of
 * an object, or was deleted, goes to a folder beside it: `<folder>.versions/<key>/<when it was written>-<version>`.
 *
 * @throws {Error} when a key would lead out of the folder
 */
export async function exportBucket(s3: S3Client, bucket: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for await (const versions of pagesOf(s3, bucket)) {
    const next = versions.values();
    const exportRest = async () => {
      for (const version of next) await exportVersion(s3, bucket, version, folder);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, exportRest));
  }
}

/** The versions of all objects, page by page. A plain bucket has one of each. */
async function* pagesOf(s3: S3Client, bucket: string): AsyncGenerator<ObjectVersion[]> {
  let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (from !== undefined) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, ...from }),
    );
    yield page.Versions ?? [];
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
}

async function exportVersion(s3: S3Client, bucket: string, version: ObjectVersion, folder: string): Promise<void> {
  const { Key: key = '', VersionId: id, IsLatest: isLatest = true } = version;
  const file = isLatest ? below(folder, key, bucket) : below(folder + VERSIONS, `${key}/${nameOf(version)}`, bucket);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: id }));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, (await Body?.transformToByteArray()) ?? '', { mode: 0o600 });
}

/** Sorts by time; two of the same second differ in their ids. */
const nameOf = ({ LastModified: written, VersionId: id = 'null' }: ObjectVersion) =>
  `${(written ?? new Date(0)).toISOString().replace(/[-:]|\.\d+/g, '')}-${id}`;

function below(folder: string, key: string, bucket: string): string {
  const file = resolve(folder, key);
  if (file.startsWith(resolve(folder) + sep)) return file;
  throw new Error(`${bucket} has the key ${key}, which is not a name of a file. Rename that object, then try again.`);
}
