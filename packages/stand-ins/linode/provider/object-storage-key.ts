import { elements, textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import { ProviderError } from '../../protocol/service';
import { same, type Fields } from '../../protocol/values';
import { filled, text, texts } from '../../values';
import { each, exactlyOne } from './checks';
import type { LinodeSession } from './session';

interface ApiKey {
  id: number;
  label: string;
  access_key: string;
  secret_key: string;
  limited: boolean;
  bucket_access: { region: string; cluster: string; bucket_name: string; permissions: string }[] | null;
  regions: { id: string; s3_endpoint: string; endpoint_type: string }[];
}

const PATH = '/object-storage/keys';

export const objectStorageKey: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['bucket_access'],
  keeps: ['id', 'access_key', 'secret_key', 'limited', 'bucket_access.region', 'bucket_access.cluster'],

  validate: (config) => [
    ...(Array.isArray(config.regions) && config.regions.length === 0
      ? ['Attribute regions set must contain at least 1 elements, got: 0']
      : []),
    ...each(config, 'bucket_access', (it) => exactlyOne(it, ['region', 'cluster'])),
  ],

  async create(planned, session) {
    checkRegions(planned);
    const limits = elements(planned.bucket_access).map((it) => ({
      bucket_name: it.bucket_name,
      permissions: it.permissions,
      region: text(it.region),
      cluster: text(it.cluster),
    }));
    const body = {
      label: planned.label,
      bucket_access: limits.length > 0 ? limits : undefined,
      regions: Array.isArray(planned.regions) ? texts(planned.regions) : undefined,
    };
    const created = fieldsOf(await session.post<ApiKey>(PATH, body, 'Failed to create Object Storage Key'));
    return { ...filled(planned, created), bucket_access: created.bucket_access ?? [] };
  },

  /** The secret is given once; later it is kept from the state. */
  async read(state, session) {
    const found = await session.find<ApiKey>(pathOf(state), 'Unable to refresh the Object Storage Key');
    return found && { ...state, ...fieldsOf(found), secret_key: state.secret_key ?? null };
  },

  async update(planned, prior, session) {
    checkRegions(planned);
    const regions = same(planned.regions, prior.regions) ? undefined : texts(planned.regions);
    const body = { label: planned.label, regions: regions?.length ? regions : undefined };
    const doing = `Failed to update Object Storage Key (${textAt(prior, 'id')})`;
    return filled(planned, fieldsOf(await session.put<ApiKey>(pathOf(prior), body, doing)));
  },

  async destroy(state, session) {
    await session.remove(pathOf(state), `Failed to delete the Object Storage Key (${textAt(state, 'id')})`);
  },
};

function fieldsOf({ regions, bucket_access: access, ...rest }: ApiKey): Fields {
  return {
    ...rest,
    id: String(rest.id),
    regions: [...new Set(regions.map((it) => it.id))],
    regions_details: regions.map((it) => ({ ...it })),
    bucket_access: (access ?? []).map((it) => ({ ...it })),
  };
}

function checkRegions(planned: Fields): void {
  const regions = texts(planned.regions);
  const wanted = elements(planned.bucket_access).map((it) => text(it.region) ?? '');
  if (regions.length === 0 || wanted.every((it) => regions.includes(it))) return;
  throw new ProviderError(
    'Incomplete Regions',
    'All regions of the buckets defined in `bucket_access` blocks are expected in the `regions` set attribute.',
  );
}

function pathOf(state: Fields): string {
  return `${PATH}/${textAt(state, 'id')}`;
}
