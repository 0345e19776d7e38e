import { S3Client } from '@aws-sdk/client-s3';

/** Where a store answers, and a key pair for it. */
export interface S3Access {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A client as Ceph wants it: buckets in the path, and no checksums behind the content. */
export const s3Client = ({ endpoint, accessKey, secretKey }: S3Access): S3Client =>
  new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
