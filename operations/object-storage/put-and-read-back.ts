import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/**
 * Writes an object and reads it back: what answers "written" is believed only when it is there.
 *
 * @throws {Error} when it is not there afterwards as it was written
 */
export async function putAndReadBack(s3: S3Client, bucket: string, key: string, body: Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const there = (await Body?.transformToByteArray()) ?? new Uint8Array();
  if (!Buffer.from(there).equals(body)) throw new Error('it is there with another content');
}
