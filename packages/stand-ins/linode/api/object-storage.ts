import { z } from 'zod';
import { now } from '../../world/linode/account';
import type { Bucket, ObjectStorageKey } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { without } from '../../without';
import { ObjectStoreError } from '../../world/object-store';
import { OBJECT_STORAGE_ENDPOINTS, type ObjectStorageEndpoint } from '../../world/linode/regions';
import { ApiError, invalid, notFound } from './error';
import { listing } from './listing';
import { bodyOf, given, routes, type Call, type Route } from './route';

const ACLS = ['private', 'public-read', 'authenticated-read', 'public-read-write', 'custom'] as const;
const access = z.object({ acl: z.enum(ACLS).optional(), cors_enabled: z.boolean().nullish() });
const bucketBody = access.extend({
  label: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'label is not valid'),
  region: z.string().optional(),
  cluster: z.string().optional(),
  endpoint_type: z.enum(['E0', 'E1', 'E2', 'E3']).optional(),
  s3_endpoint: z.string().optional(),
});
const bucketAccess = z.object({
  region: z.string().optional(),
  cluster: z.string().optional(),
  bucket_name: z.string(),
  permissions: z.enum(['read_only', 'read_write'], 'Must be read_only or read_write'),
});
const keyChanges = z.object({ label: z.string().min(1).max(50).optional(), regions: z.array(z.string()).nullish() });
const keyBody = keyChanges.extend({ label: z.string().min(1).max(50), bucket_access: z.array(bucketAccess).nullish() });

export const objectStorageRoutes: Route[] = routes('object_storage', {
  'GET /object-storage/endpoints': (call) => listing(call, endpointsOf(call.world)),
  'GET /object-storage/buckets': (call) => listing(call, [...call.world.linode.buckets.values()].map(shown)),
  'GET /object-storage/buckets/:region': (call) => {
    const all = [...call.world.linode.buckets.values()];
    return listing(call, all.filter((it) => it.region === call.text('region')).map(shown));
  },
  'GET /object-storage/buckets/:region/:bucket': (call) => shown(bucketOf(call)),
  'POST /object-storage/buckets': createBucket,
  'DELETE /object-storage/buckets/:region/:bucket': async (call) => {
    const { region, label } = bucketOf(call);
    await call.world.store.deleteBucket(label).catch(refusal);
    call.world.linode.buckets.delete(`${region}/${label}`);
    return {};
  },
  'GET /object-storage/buckets/:region/:bucket/access': (call) => {
    const { acl, cors_enabled } = bucketOf(call);
    return { acl, acl_xml: '', cors_enabled, cors_xml: '' };
  },
  'POST /object-storage/buckets/:region/:bucket/access': setAccess,
  'PUT /object-storage/buckets/:region/:bucket/access': setAccess,
  'GET /object-storage/buckets/:region/:bucket/ssl': (call) => ({ ssl: bucketOf(call).has_certificate }),
  'POST /object-storage/buckets/:region/:bucket/ssl': (call) => {
    bucketOf(call).has_certificate = true;
    return { ssl: true };
  },
  'DELETE /object-storage/buckets/:region/:bucket/ssl': (call) => {
    bucketOf(call).has_certificate = false;
    return {};
  },
  'GET /object-storage/keys': (call) => listing(call, [...call.world.linode.keys.values()].map(redacted)),
  'GET /object-storage/keys/:key': (call) => redacted(keyOf(call)),
  'POST /object-storage/keys': createKey,
  'PUT /object-storage/keys/:key': (call) => {
    const { label, regions } = bodyOf(call, keyChanges);
    const details = regions ? { regions: regions.flatMap(regionEndpoints(call.world)) } : {};
    return redacted(Object.assign(keyOf(call), given({ label }), details));
  },
  'DELETE /object-storage/keys/:key': async (call) => {
    const key = keyOf(call);
    await call.world.store.revokeKey(key);
    call.world.linode.keys.delete(key.id);
    return {};
  },
});

async function createBucket(call: Call): Promise<object> {
  const { world } = call;
  const body = bodyOf(call, bucketBody);
  const endpoint = chooseEndpoint(call.world, body);
  const { region } = endpoint;
  if ([...world.linode.buckets.values()].some((it) => it.region === region && it.label === body.label)) {
    throw invalid('label', 'This bucket already exists.');
  }
  await world.store.createBucket(body.label).catch(refusal);
  const host = endpoint.s3_endpoint ?? `${region}.linodeobjects.com`;
  const bucket: Bucket = {
    label: body.label,
    region,
    cluster: host.replace('.linodeobjects.com', ''),
    hostname: `${body.label}.${host}`,
    created: now(),
    size: 0,
    objects: 0,
    endpoint_type: endpoint.endpoint_type,
    s3_endpoint: host,
    acl: body.acl ?? 'private',
    // E2 and E3 have no such switch: their answer is always the same
    cors_enabled: body.cors_enabled ?? ['E0', 'E1'].includes(endpoint.endpoint_type),
    has_certificate: false,
  };
  world.linode.buckets.set(`${region}/${bucket.label}`, bucket);
  return shown(bucket);
}

/** The endpoint that a bucket asks for; of several in a region the first. */
function chooseEndpoint(world: World, body: z.infer<typeof bucketBody>): ObjectStorageEndpoint {
  const region = body.region ?? body.cluster?.replace(/-\d+$/, '');
  const inRegion = endpointsOf(world).filter((it) => it.region === region);
  if (inRegion.length === 0) throw invalid('region', 'region is not valid');
  const chosen = inRegion.find(
    (it) =>
      (body.endpoint_type ?? it.endpoint_type) === it.endpoint_type &&
      (body.s3_endpoint ?? it.s3_endpoint) === it.s3_endpoint,
  );
  if (!chosen) throw invalid('s3_endpoint', 'The region has no such endpoint');
  return chosen;
}

function setAccess(call: Call): object {
  const { acl, cors_enabled } = bodyOf(call, access);
  Object.assign(bucketOf(call), given({ acl, cors_enabled: cors_enabled ?? undefined }));
  return {};
}

async function createKey(call: Call): Promise<ObjectStorageKey> {
  const { label, bucket_access: wanted, regions } = bodyOf(call, keyBody);
  const { keys, mostKeys } = call.world.linode;
  if (mostKeys !== undefined && keys.size >= mostKeys)
    throw new ApiError(400, 'The account has as many keys as it may have');
  const endpoints = regionEndpoints(call.world);
  const limits = wanted?.map((it) => ({
    bucket_name: it.bucket_name,
    permissions: it.permissions,
    region: it.region ?? it.cluster?.replace(/-\d+$/, '') ?? '',
    cluster: it.cluster ?? endpoints(it.region ?? '')[0]?.s3_endpoint.replace('.linodeobjects.com', '') ?? '',
  }));
  const key: ObjectStorageKey = {
    id: call.world.linode.nextId(),
    label,
    ...(await call.world.store.mintKey({ label, bucket_access: wanted ?? null })),
    limited: limits !== undefined,
    bucket_access: limits ?? null,
    regions: (regions ?? [...new Set(limits?.map((it) => it.region))]).flatMap(endpoints),
  };
  call.world.linode.keys.set(key.id, key);
  return key;
}

function endpointsOf({ objectStorageHost: host }: World): ObjectStorageEndpoint[] {
  return OBJECT_STORAGE_ENDPOINTS.map((it) => (host === undefined ? it : { ...it, s3_endpoint: host }));
}

const regionEndpoints =
  (world: World) =>
  (region: string): ObjectStorageKey['regions'] =>
    endpointsOf(world)
      .filter((it) => it.region === region)
      .map(({ s3_endpoint, endpoint_type }) => ({ id: region, s3_endpoint: s3_endpoint ?? '', endpoint_type }));

/** The secret is given only once. */
function redacted(key: ObjectStorageKey): object {
  return { ...key, secret_key: '[REDACTED]' };
}

function shown(bucket: Bucket): object {
  return without(bucket, 'acl', 'cors_enabled', 'has_certificate');
}

function bucketOf(call: Call): Bucket {
  const bucket = call.world.linode.buckets.get(`${call.text('region')}/${call.text('bucket')}`);
  if (!bucket) throw notFound();
  return bucket;
}

function keyOf(call: Call): ObjectStorageKey {
  const key = call.world.linode.keys.get(call.id('key'));
  if (!key) throw notFound();
  return key;
}

function refusal(error: unknown): never {
  if (!(error instanceof ObjectStoreError)) throw error;
  if (error.code === 'BucketNotEmpty') throw new ApiError(400, 'Bucket is not empty');
  if (error.code === 'NoSuchBucket') throw notFound();
  throw invalid('label', 'This bucket already exists.');
}
