import { S3ServiceException } from '@aws-sdk/client-s3';
import { elements, textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import { ProviderError } from '../../protocol/service';
import { same, type Fields } from '../../protocol/values';
import { type OBJECT_STORAGE_ENDPOINTS } from '../../world/linode/regions';
import { flag, text } from '../../values';
import type { KeyPair, ObjectStore } from '../../world/object-store';
import { exactlyOne } from './checks';
import { afterCreation } from './fields';
import { keyPair } from './key-pair';
import { rulesFromFields, rulesToFields } from './lifecycle-rules';
import type { LinodeSession } from './session';

interface ApiBucket {
  label: string;
  region: string;
  cluster: string;
  hostname: string;
  endpoint_type: string;
  s3_endpoint: string;
}

export const objectStorageBucket: ResourceType<LinodeSession> = {
  plugin: 'sdk',
  replacedBy: ['cluster', 'region', 'label', 's3_endpoint', 'endpoint_type'],
  defaults: { acl: 'private' },

  validate: (config) => exactlyOne(config, ['region', 'cluster']),

  async create(planned, session) {
    await checkRegion(text(planned.region), session);
    const body = {
      label: planned.label,
      acl: planned.acl,
      cors_enabled: flag(planned.cors_enabled),
      region: text(planned.region),
      cluster: text(planned.cluster),
      s3_endpoint: text(planned.s3_endpoint),
      endpoint_type: text(planned.endpoint_type),
    };
    const doing = 'failed to create a Linode ObjectStorageBucket';
    const { region, label } = await session.post<ApiBucket>('/object-storage/buckets', body, doing);
    const created = { ...planned, id: `${region}:${label}` };
    return afterCreation(created, () => change(created, null, session));
  },

  read: readBucket,

  async update(planned, prior, session) {
    return (await change(planned, prior, session)) ?? planned;
  },

  async destroy(state, session) {
    if (session.settings.forceDeleteBuckets) {
      await withKeys(state, session, (store) => store.empty(textAt(state, 'label')));
    }
    await session.remove(pathOf(state), `Error deleting Linode ObjectStorageBucket ${textAt(state, 'id')}`);
  },
};

/** Access goes through the API; versioning and lifecycle rules go to the store itself, with object keys. */
async function change(planned: Fields, prior: Fields | null, session: LinodeSession): Promise<Fields | null> {
  const changed = (name: string) => !same(planned[name], prior?.[name] ?? null);
  const label = textAt(planned, 'label');
  if (changed('acl') || (changed('cors_enabled') && flag(planned.cors_enabled) !== undefined)) {
    const access = { acl: planned.acl, cors_enabled: flag(planned.cors_enabled) };
    await session.post(`${pathOf(planned)}/access`, access, 'failed to update bucket access');
  }
  if ((flag(planned.versioning) ?? false) !== (flag(prior?.versioning) ?? false)) {
    await withKeys(planned, session, (store) => store.setVersioning(label, flag(planned.versioning) ?? false));
  }
  const rules = elements(planned.lifecycle_rule);
  if (!same(rules, elements(prior?.lifecycle_rule))) {
    await withKeys(planned, session, (store) => store.setLifecycle(label, rulesFromFields(rules)));
  }
  return readBucket(planned, session);
}

/** Versioning and lifecycle rules are read only where the state has some: they need object keys. */
async function readBucket(state: Fields, session: LinodeSession): Promise<Fields | null> {
  const path = pathOf(state);
  const doing = 'failed to find the specified Linode ObjectStorageBucket';
  const bucket = await session.find<ApiBucket>(path, doing);
  if (!bucket) return null;
  const access = await session.get<{ acl: string; cors_enabled: boolean }>(`${path}/access`, doing);
  const inStore = state.versioning === true || elements(state.lifecycle_rule).length > 0;
  return {
    ...state,
    ...(inStore ? await withKeys(state, session, (store) => fromStore(state, store)) : {}),
    id: `${bucket.region}:${bucket.label}`,
    cluster: bucket.cluster,
    region: bucket.region,
    label: bucket.label,
    hostname: bucket.hostname,
    endpoint: bucket.s3_endpoint,
    s3_endpoint: bucket.s3_endpoint,
    endpoint_type: bucket.endpoint_type,
    acl: access.acl,
    cors_enabled: access.cors_enabled,
  };
}

async function fromStore(state: Fields, store: ObjectStore): Promise<Fields> {
  const label = textAt(state, 'label');
  const rules = await store.lifecycle(label);
  const declared = elements(state.lifecycle_rule);
  return { versioning: await store.versioning(label), lifecycle_rule: rulesToFields(rules, declared) };
}

/** Keys of the resource, of the provider, or made for this one call. @throws ProviderError when there are none */
async function withKeys<T>(
  state: Fields,
  session: LinodeSession,
  action: (store: ObjectStore) => Promise<T>,
): Promise<T> {
  const { settings, world } = session;
  const given = keyPair(text(state.access_key), text(state.secret_key)) ?? settings.objectKeys;
  if (given) return refused(action(world.store.withKey(given)));
  if (!settings.temporaryObjectKeys) throw new ProviderError('access_key and secret_key are required.');
  const label = textAt(state, 'label');
  const limits = [{ bucket_name: label, region: textAt(state, 'id').split(':')[0], permissions: 'read_write' }];
  const body = { label: `temp_${label.slice(0, 34)}`, bucket_access: limits };
  const key = await session.post<{ id: number } & KeyPair>(
    '/object-storage/keys',
    body,
    'failed to create temporary keys',
  );
  try {
    return await refused(action(world.store.withKey(key)));
  } finally {
    await session.remove(`/object-storage/keys/${key.id}`, 'failed to remove temporary keys');
  }
}

/** As the provider says it: it passes on what the store's client says. */
async function refused<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 403) throw error;
    throw new ProviderError(
      `operation error S3: GetBucketLifecycleConfiguration, https response error StatusCode: 403, api error ${error.name}`,
    );
  }
}

async function checkRegion(region: string | undefined, session: LinodeSession): Promise<void> {
  if (region === undefined) return;
  const doing = 'failed to list the endpoints';
  const endpoints = await session.list<(typeof OBJECT_STORAGE_ENDPOINTS)[number]>('/object-storage/endpoints', doing);
  if (endpoints.some((it) => it.region === region)) return;
  throw new ProviderError(`Region '${region}' is not valid for Object Storage.`);
}

function pathOf(state: Fields): string {
  const [region = '', label = ''] = textAt(state, 'id').split(':');
  return `/object-storage/buckets/${region}/${label}`;
}
