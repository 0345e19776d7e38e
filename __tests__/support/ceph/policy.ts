import { GetBucketPolicyCommand, PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3';

interface Statement {
  readonly Effect: 'Allow';
  readonly Principal: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** What a limited key of Linode may do with a bucket; it can make and remove none. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  read_only: ['s3:ListBucket', 's3:GetObject'],
  read_write: [
    ...['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads', 's3:GetBucketLocation'],
    ...['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
    ...['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
    ...['s3:GetBucketVersioning', 's3:PutBucketVersioning'],
    ...['s3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration'],
  ],
};

/** Opens a bucket to another user of the store, beside those it is open to already. */
export async function grantToUser(s3: S3Client, bucket: string, user: string, permissions: string): Promise<void> {
  const resource = `arn:aws:s3:::${bucket}`;
  const statement: Statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam:::user/${user}` },
    Action: ACTIONS[permissions] ?? [],
    Resource: [resource, `${resource}/*`],
  };
  const policy = { Version: '2012-10-17', Statement: [...(await statements(s3, bucket)), statement] };
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }));
}

async function statements(s3: S3Client, bucket: string): Promise<readonly Statement[]> {
  try {
    const { Policy = '{}' } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return (JSON.parse(Policy) as { Statement?: Statement[] }).Statement ?? [];
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchBucketPolicy') return [];
    throw error;
  }
}
