import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type KubeconfigPlace, USUAL_KEY } from './place';
import { parsed } from './references';

/**
 * `linode-secret-manager`: objects in a private bucket of the platform, beside those of the secrets bundles. Linode has
 * no secrets manager.
 *
 * @param prefix beginning of the keys, with a slash at its end
 */
export function bucketPlace(s3: S3Client, bucket: string, prefix: string): KubeconfigPlace {
  const place = (reference: string) => {
    const { path, key = USUAL_KEY } = parsed(reference);
    return { Bucket: bucket, Key: `${prefix}${path}/${key}.age` };
  };
  return {
    put: async (reference, text) => {
      await told(reference, bucket, s3.send(new PutObjectCommand({ ...place(reference), Body: text })));
    },
    get: async (reference) => {
      try {
        const { Body } = await s3.send(new GetObjectCommand(place(reference)));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    remove: async (reference) => {
      await told(reference, bucket, s3.send(new DeleteObjectCommand(place(reference))));
    },
  };
}

async function told(reference: string, bucket: string, answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    throw new Error(`${reference} cannot be written in the bucket ${bucket}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
