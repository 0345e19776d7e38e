import { randomUUID } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

const CONTENT = 'nothing';
const DIGEST_OF_SOMETHING_ELSE = '1B2M2Y8AsgTpgAmY7PhCfg=='; // of no bytes at all

/**
 * Whether a key may write into a bucket, told without writing: the store looks at the key before it looks at the digest
 * of the content, which is wrong here.
 *
 * @throws {Error} when the store does not answer, or has trouble
 */
export async function mayWrite(s3: S3Client, bucket: string): Promise<boolean> {
  const object = { Bucket: bucket, Key: `lke-platform-probe-${randomUUID()}` };
  try {
    await s3.send(new PutObjectCommand({ ...object, Body: CONTENT, ContentMD5: DIGEST_OF_SOMETHING_ELSE }));
  } catch (error) {
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    if (status === 403) return false;
    if (status === 400) return true;
    throw error;
  }
  // A store that asks for no digest.
  await s3.send(new DeleteObjectCommand(object));
  return true;
}
