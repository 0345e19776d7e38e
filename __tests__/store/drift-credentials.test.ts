import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { accessToReports } from '../../operations/deploy/bucket-access';
import { objectStorage } from '../../operations/object-storage/client';
import { CephAccount } from '../support/ceph/account';
import { onCeph, runningCeph } from '../support/ceph/running';

const NAMES = ['state', 'artifacts', 'ledger', 'reports'].map((part) => `drifted-${part}`);
const [STATE = '', ARTIFACTS = '', LEDGER = '', REPORTS = ''] = NAMES;
const KEY = 'acme/cluster.tfstate';

onCeph('the keys that look for drift, on Ceph', () => {
  let reader: S3Client;
  let reporter: S3Client;
  beforeAll(async () => {
    const account = await CephAccount.open(runningCeph(), 'drift');
    for (const Bucket of NAMES) {
      await account.s3.send(new CreateBucketCommand({ Bucket }));
      await account.s3.send(new PutObjectCommand({ Bucket, Key: KEY, Body: 'before' }));
    }
    const { endpoint, mintKey } = account.access();
    const minted = async (label: string, names: readonly string[], permissions: string) => {
      const bucket_access = names.map((bucket_name) => ({ bucket_name, permissions }));
      const key = await mintKey?.({ label, bucket_access });
      return { accessKey: key?.access_key ?? '', secretKey: key?.secret_key ?? '' };
    };
    const read = await minted('read', [STATE, ARTIFACTS, REPORTS], 'read_only');
    const report = await minted('reports', [REPORTS], 'read_write');
    reader = objectStorage({ endpoint, ...read });
    reporter = accessToReports(endpoint, {
      AWS_ACCESS_KEY_ID: read.accessKey,
      AWS_SECRET_ACCESS_KEY: read.secretKey,
      LKE_PLATFORM_REPORTS_ACCESS_KEY_ID: report.accessKey,
      LKE_PLATFORM_REPORTS_SECRET_ACCESS_KEY: report.secretKey,
    });
  });

  const refused = { $metadata: { httpStatusCode: 403 } };
  const Rules = [{ ID: 'soon', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 1 } }];
  /** Whatever would change a bucket or what is in it. */
  const writes = (Bucket: string) => [
    new PutObjectCommand({ Bucket, Key: KEY, Body: 'forged' }),
    new PutObjectCommand({ Bucket, Key: `${KEY}.tflock`, Body: 'held', IfNoneMatch: '*' }),
    new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/${KEY}` }),
    new DeleteObjectCommand({ Bucket, Key: KEY }),
    new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
    new DeleteBucketLifecycleCommand({ Bucket }),
    new PutBucketAclCommand({ Bucket, ACL: 'public-read' }),
    new PutBucketPolicyCommand({ Bucket, Policy: '{"Version":"2012-10-17","Statement":[]}' }),
    new DeleteBucketCommand({ Bucket }),
  ];
  const send = (client: S3Client, command: object) => (client as { send(it: object): Promise<unknown> }).send(command);

  it.each([STATE, ARTIFACTS, REPORTS])('read %s', async (Bucket) => {
    await expect(reader.send(new ListObjectsV2Command({ Bucket }))).resolves.toMatchObject({ KeyCount: 1 });
    const { Body } = await reader.send(new GetObjectCommand({ Bucket, Key: KEY }));
    expect(await Body?.transformToString()).toBe('before');
  });

  it.each([STATE, ARTIFACTS, REPORTS, LEDGER])('change nothing in %s with the key that reads', async (Bucket) => {
    for (const command of writes(Bucket)) await expect(send(reader, command)).rejects.toMatchObject(refused);
    // Several at once are answered one by one.
    const several = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: KEY }] } });
    const answer = await reader.send(several).catch((error: unknown) => error);
    expect(answer).not.toHaveProperty('Deleted');
  });

  it('do not open the ledger, where approvals are', async () => {
    for (const client of [reader, reporter]) {
      await expect(client.send(new ListObjectsV2Command({ Bucket: LEDGER }))).rejects.toMatchObject(refused);
      await expect(client.send(new GetObjectCommand({ Bucket: LEDGER, Key: KEY }))).rejects.toMatchObject(refused);
    }
  });

  it('write reports with a key of their own', async () => {
    await reporter.send(new PutObjectCommand({ Bucket: REPORTS, Key: 'production/1.json', Body: '{}' }));

    const { KeyCount } = await reader.send(new ListObjectsV2Command({ Bucket: REPORTS, Prefix: 'production/' }));
    expect(KeyCount).toBe(1);
  });

  it.each([STATE, ARTIFACTS, LEDGER])('neither read nor change %s with the key of the reports', async (Bucket) => {
    await expect(reporter.send(new GetObjectCommand({ Bucket, Key: KEY }))).rejects.toMatchObject(refused);
    for (const command of writes(Bucket)) await expect(send(reporter, command)).rejects.toMatchObject(refused);
  });

  it('can switch versioning here, where a key with limits is still one of the user who owns the bucket', async () => {
    // Whether Linode makes its keys so is not known (docs/guides/credentials.md); doctor looks at the versioning.
    const VersioningConfiguration = { Status: 'Enabled' as const };
    const answer = await reader.send(new PutBucketVersioningCommand({ Bucket: ARTIFACTS, VersioningConfiguration }));

    expect(answer.$metadata.httpStatusCode).toBe(200);
  });
});
