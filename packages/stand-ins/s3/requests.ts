import { createHash } from 'node:crypto';
import type { Bucket } from './bucket';
import { S3Error } from './s3-error';
import { textsOf, xml } from './xml';

export interface S3Request {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Most elements of a list in one answer. */
  readonly longestPage: number;
}

export interface S3Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers a request for a bucket that is there, but for its removal. */
export function answerForBucket(name: string, bucket: Bucket, request: S3Request): S3Answer {
  const { method, query, body } = request;
  if (query.has('versioning')) return versioning(bucket, method, body);
  if (query.has('lifecycle')) return lifecycle(bucket, method, body);
  if (method === 'POST' && query.has('delete')) return deleteObjects(bucket, body);
  if (method === 'GET' && query.has('versions')) return listVersions(name, bucket, request);
  if (method === 'GET') return list(name, bucket, request);
  if (method === 'HEAD') return {};
  throw new S3Error(501, 'NotImplemented');
}

/** Answers a request for an object. */
export function answerForObject(bucket: Bucket, key: string, request: S3Request): S3Answer {
  const { method, query, headers, body } = request;
  const version = query.get('versionId') ?? undefined;
  switch (method) {
    case 'PUT': {
      const digest = headers['content-md5'];
      if (digest !== undefined && digest !== md5(body)) throw new S3Error(400, 'BadDigest');
      const conditions = { ifNoneMatch: headers['if-none-match'], ifMatch: headers['if-match'] };
      const { etag, id } = bucket.put(key, body, conditions);
      return { headers: { etag: `"${etag}"`, 'x-amz-version-id': id } };
    }
    case 'GET':
    case 'HEAD': {
      const found = bucket.get(key, version);
      return {
        headers: {
          etag: `"${found.etag}"`,
          'last-modified': found.modified.toUTCString(),
          'content-type': 'application/octet-stream',
          'content-length': String(found.body.length),
          'x-amz-version-id': found.id,
        },
        body: method === 'HEAD' ? '' : found.body,
      };
    }
    case 'DELETE':
      bucket.delete(key, version);
      return { status: 204 };
    default:
      throw new S3Error(501, 'NotImplemented');
  }
}

const md5 = (body: Buffer) => createHash('md5').update(body).digest('base64');

function versioning(bucket: Bucket, method: string, body: Buffer): S3Answer {
  if (method === 'PUT') {
    const [status] = textsOf(body.toString(), 'Status');
    bucket.versioning = status === 'Enabled' ? 'Enabled' : 'Suspended';
    return {};
  }
  const status = bucket.versioning === 'off' ? undefined : bucket.versioning;
  return { body: xml('VersioningConfiguration', { Status: status }) };
}

function lifecycle(bucket: Bucket, method: string, body: Buffer): S3Answer {
  if (method === 'PUT') {
    bucket.lifecycle = body.toString();
    return {};
  }
  if (method === 'DELETE') {
    bucket.lifecycle = undefined;
    return { status: 204 };
  }
  if (bucket.lifecycle === undefined) throw new S3Error(404, 'NoSuchLifecycleConfiguration');
  return { body: bucket.lifecycle };
}

function deleteObjects(bucket: Bucket, body: Buffer): S3Answer {
  for (const object of body.toString().split('<Object>').slice(1)) {
    const [key = ''] = textsOf(object, 'Key');
    const [version] = textsOf(object, 'VersionId');
    bucket.delete(key, version);
  }
  return { body: xml('DeleteResult', {}) };
}

/** Pages are as long as the request says. */
function list(name: string, bucket: Bucket, { query, longestPage }: S3Request): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? query.get('marker') ?? '';
  const length = Math.min(Number(query.get('max-keys') ?? longestPage), longestPage);
  const keys = bucket.keys(prefix).filter((key) => key > after);
  const page = keys.slice(0, length);
  const more = keys.length > page.length;
  return {
    body: xml('ListBucketResult', {
      Name: name,
      Prefix: prefix,
      KeyCount: page.length,
      MaxKeys: length,
      IsTruncated: more,
      NextContinuationToken: more ? page.at(-1) : undefined,
      Contents: page.map((key) => {
        const { etag, modified, body } = bucket.get(key);
        return { Key: key, LastModified: modified.toISOString(), ETag: `"${etag}"`, Size: body.length };
      }),
    }),
  };
}

/** The newest version of a key comes first; pages are as long as the request says. */
function listVersions(name: string, bucket: Bucket, { query, longestPage }: S3Request): S3Answer {
  const prefix = query.get('prefix') ?? '';
  const length = Math.min(Number(query.get('max-keys') ?? longestPage), longestPage);
  const all = bucket
    .versions(prefix)
    .flatMap(([key, versions]) => versions.map((version, index) => ({ key, isLatest: index === 0, ...version })));
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('version-id-marker')];
  const last = all.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  const rest = last === -1 ? all.filter(({ key }) => key > keyMarker) : all.slice(last + 1);
  const page = rest.slice(0, length);
  const more = rest.length > page.length;
  const elements = (marker: boolean) =>
    page
      .filter(({ body }) => (body === undefined) === marker)
      .map(({ key, id, isLatest, modified, etag, body }) => ({
        Key: key,
        VersionId: id,
        IsLatest: isLatest,
        LastModified: modified.toISOString(),
        ...(body !== undefined && { ETag: `"${etag}"`, Size: body.length }),
      }));
  return {
    body: xml('ListVersionsResult', {
      Name: name,
      Prefix: prefix,
      MaxKeys: length,
      IsTruncated: more,
      NextKeyMarker: more ? page.at(-1)?.key : undefined,
      NextVersionIdMarker: more ? page.at(-1)?.id : undefined,
      Version: elements(false),
      DeleteMarker: elements(true),
    }),
  };
}
