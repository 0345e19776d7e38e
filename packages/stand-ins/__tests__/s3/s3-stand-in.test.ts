import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { s3Client } from '../../s3/client';
import { S3Store } from '../../world/s3-store';
import { S3StandIn } from '../../s3/s3-stand-in';

describe('the S3 stand-in, as Ceph does', () => {
  let standIn: S3StandIn;
  let s3: S3Client;
  let store: S3Store;
  beforeEach(async () => {
    standIn = await S3StandIn.start();
    s3 = s3Client(standIn.access());
    store = new S3Store(standIn.access());
    await store.createBucket('plain');
    await store.createBucket('versioned');
    await store.setVersioning('versioned', true);
  });
  afterEach(() => standIn.stop());

  const put = (Bucket: string, Key: string, conditions: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: `content of ${Key}`, ...conditions }));
  const refused = { $metadata: { httpStatusCode: 412 } };

  it('lets one of two create an object that must not be there, in a plain bucket', async () => {
    await put('plain', 'lock', { IfNoneMatch: '*' });

    await expect(put('plain', 'lock', { IfNoneMatch: '*' })).rejects.toMatchObject(refused);
  });

  it('lets a key that may only read list and get, and nothing else (O8)', async () => {
    const limits = [{ bucket_name: 'plain', permissions: 'read_only' }];
    const { access_key: accessKey, secret_key: secretKey } = standIn.mintKey({ label: 'r', bucket_access: limits });
    const reader = s3Client({ endpoint: standIn.endpoint, accessKey, secretKey });
    await put('plain', 'state');

    await expect(reader.send(new GetObjectCommand({ Bucket: 'plain', Key: 'state' }))).resolves.toBeDefined();
    await expect(reader.send(new PutObjectCommand({ Bucket: 'plain', Key: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('writes nothing of which the digest is wrong (O9)', async () => {
    const ContentMD5 = createHash('md5').update('something else').digest('base64');

    await expect(put('plain', 'state', { ContentMD5 })).rejects.toMatchObject({ name: 'BadDigest' });
    expect(standIn.bucket('plain').keys()).toEqual([]);
  });

  it('answers nobody without a key, unless everybody may read (O11)', async () => {
    await put('plain', 'state');
    const ask = async (method: string) => (await fetch(`${standIn.endpoint}/plain/state`, { method })).status;

    expect(await ask('GET')).toBe(403);
    standIn.bucket('plain').isPublic = true;
    expect([await ask('GET'), await ask('HEAD'), await ask('PUT')]).toEqual([200, 200, 403]);
  });

  it('gives every answer an id, by which it is told from the web page of a portal (O10)', async () => {
    const ask = async (path: string, method = 'GET') => {
      const headers = { authorization: `AWS4-HMAC-SHA256 Credential=${standIn.account.access_key}/` };
      const { status, headers: answered } = await fetch(`${standIn.endpoint}${path}`, { method, headers });
      return { status, hasId: answered.has('x-amz-request-id'), type: answered.get('content-type') };
    };
    await put('plain', 'state');

    expect(await ask('/plain/state')).toMatchObject({ status: 200, hasId: true });
    expect(await ask('/plain')).toMatchObject({ status: 200, hasId: true });
    expect(await ask('/plain/state', 'DELETE')).toMatchObject({ status: 204, hasId: true });
    expect(await ask('/plain/state')).toMatchObject({ status: 404, hasId: true });
    expect(await ask('/nowhere')).toMatchObject({ status: 404, hasId: true });
    standIn.trouble = 503;
    expect(await ask('/plain')).toMatchObject({ status: 503, hasId: true });
    standIn.trouble = 'web-page';
    expect(await ask('/plain')).toEqual({ status: 200, hasId: false, type: expect.stringContaining('html') as string });
  });

  it('ignores that condition in a versioned bucket', async () => {
    await put('versioned', 'lock', { IfNoneMatch: '*' });

    await expect(put('versioned', 'lock', { IfNoneMatch: '*' })).resolves.toBeDefined();
  });

  it('never lets the object be created again where versioning was suspended', async () => {
    await store.setVersioning('versioned', false);
    await put('versioned', 'lock', { IfNoneMatch: '*' });
    await s3.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'lock' }));

    await expect(put('versioned', 'lock', { IfNoneMatch: '*' })).rejects.toMatchObject(refused);
  });

  it('matches ETags without quotes alone', async () => {
    const { ETag = '' } = await put('plain', 'a');

    await expect(put('plain', 'a', { IfMatch: ETag })).rejects.toMatchObject(refused);
    await expect(put('plain', 'a', { IfMatch: ETag.replace(/"/g, '') })).resolves.toBeDefined();
  });

  it('lists objects by prefix, page after page', async () => {
    for (const key of ['a/1', 'a/2', 'a/3', 'b/1']) await put('plain', key);
    const page = { Bucket: 'plain', Prefix: 'a/', MaxKeys: 2 };

    const first = await s3.send(new ListObjectsV2Command(page));
    const second = await s3.send(new ListObjectsV2Command({ ...page, ContinuationToken: first.NextContinuationToken }));

    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['a/1', 'a/2']);
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['a/3']);
  });

  it('keeps the versions of a versioned bucket, and gives them up one by one', async () => {
    await put('versioned', 'a');
    await put('versioned', 'a');
    await s3.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'a' }));
    const versions = await s3.send(new ListObjectVersionsCommand({ Bucket: 'versioned' }));

    expect([versions.Versions?.length, versions.DeleteMarkers?.length]).toEqual([2, 1]);
    await expect(s3.send(new GetObjectCommand({ Bucket: 'versioned', Key: 'a' }))).rejects.toThrow('NoSuchKey');
    await expect(store.deleteBucket('versioned')).rejects.toThrow('BucketNotEmpty');
    await store.empty('versioned');
    await expect(store.deleteBucket('versioned')).resolves.toBeUndefined();
  });

  it('lists versions in pages, the newest of a key first', async () => {
    for (const key of ['b', 'a', 'a']) await put('versioned', key);
    const page = { Bucket: 'versioned', MaxKeys: 1 };
    const seen: unknown[] = [];
    let from = {};
    for (let more = true; more;) {
      const {
        Versions = [],
        IsTruncated,
        ...next
      } = await s3.send(new ListObjectVersionsCommand({ ...page, ...from }));
      seen.push(...Versions.map(({ Key, IsLatest }) => [Key, IsLatest]));
      from = { KeyMarker: next.NextKeyMarker, VersionIdMarker: next.NextVersionIdMarker };
      more = IsTruncated === true;
    }
    await store.empty('versioned');

    expect(seen).toEqual([
      ['a', true],
      ['a', false],
      ['b', true],
    ]);
  });

  it('keeps lifecycle rules', async () => {
    const rule = { id: 'old', prefix: 'a/', enabled: true, expirationDays: 90 };
    await store.setLifecycle('plain', [rule]);

    await expect(store.lifecycle('plain')).resolves.toMatchObject([rule]);
  });

  it('refuses unknown keys, and limited keys on other buckets', async () => {
    const { access_key: accessKey, secret_key: secretKey } = standIn.mintKey({
      label: 'limited',
      bucket_access: [{ bucket_name: 'plain', permissions: 'read_write' }],
    });
    const list = (key: string, Bucket: string) =>
      s3Client({ endpoint: standIn.endpoint, accessKey: key, secretKey }).send(new ListObjectsV2Command({ Bucket }));

    await expect(list(accessKey, 'plain')).resolves.toBeDefined();
    await expect(list(accessKey, 'versioned')).rejects.toThrow('AccessDenied');
    await expect(list('UNKNOWN', 'plain')).rejects.toThrow('InvalidAccessKeyId');
  });
});
