import type { DataSource } from '../../engine/provider';
import type { Fields, Value } from '../../protocol/values';
import { number, text } from '../../values';
import { time } from './fields';
import { readCluster } from './lke-cluster-read';
import type { ApiPool } from './api-types';
import { poolFields } from './lke-cluster-fields';
import type { LinodeSession } from './session';

type Source = DataSource<LinodeSession>;

/** Data sources whose attributes are named as in the API: what the API answers is what they give. */
function from(path: (config: Fields) => string): Source {
  return async (config, session) => {
    const found = await session.get<Fields>(path(config), 'Failed to read the data source');
    return asFields(found);
  };
}

/** Data sources that give a list under a name, with the filters of the provider. */
function listFrom(name: string, path: (config: Fields) => string): Source {
  return async (config, session) => {
    const found = await session.list<Fields>(path(config), 'Failed to read the data source');
    return { id: name, [name]: found.map(asFields).filter((it) => passes(it, config.filter)) };
  };
}

export const dataSources: Record<string, Source> = {
  linode_account: from(() => '/account'),
  linode_profile: from(() => '/profile'),
  linode_region: from(({ id }) => `/regions/${text(id) ?? ''}`),
  linode_regions: listFrom('regions', () => '/regions'),
  linode_instance_type: from(({ id }) => `/linode/types/${text(id) ?? ''}`),
  linode_instance_types: listFrom('types', () => '/linode/types'),
  linode_lke_versions: listFrom('versions', ({ tier }) => {
    const given = text(tier);
    return given ? `/lke/tiers/${given}/versions` : '/lke/versions';
  }),
  linode_lke_clusters: listFrom('lke_clusters', () => '/lke/clusters'),
  linode_lke_cluster: cluster,
  linode_lke_node_pool: nodePool,
  linode_object_storage_endpoints: listFrom('endpoints', () => '/object-storage/endpoints'),
  linode_object_storage_bucket: from(
    ({ region, cluster: legacy, label }) =>
      `/object-storage/buckets/${text(region) ?? text(legacy) ?? ''}/${text(label) ?? ''}`,
  ),
  linode_vpc: from(({ id }) => `/vpcs/${idOf(id)}`),
  linode_vpc_subnet: from(({ vpc_id, id }) => `/vpcs/${number(vpc_id) ?? 0}/subnets/${idOf(id)}`),
  linode_firewall: firewall,
  linode_nodebalancer: from(({ id }) => `/nodebalancers/${idOf(id)}`),
  linode_domain: domain,
};

async function cluster(config: Fields, session: LinodeSession): Promise<Fields> {
  const id = String(number(config.id) ?? 0);
  const found = await session.get<Fields>(`/lke/clusters/${id}`, `Failed to get LKE cluster ${id}`);
  const pools = await session.list<ApiPool>(`/lke/clusters/${id}/pools`, `Failed to get pools of LKE cluster ${id}`);
  const read = (await readCluster({ id }, session)) ?? {};
  return {
    ...asFields(found),
    ...read,
    id: config.id ?? null,
    pools: pools.map(poolOf),
  };
}

async function nodePool(config: Fields, session: LinodeSession): Promise<Fields> {
  const path = `/lke/clusters/${idOf(config.cluster_id)}/pools/${idOf(config.id)}`;
  const { count, ...found } = await session.get<Fields>(path, 'Failed to get the node pool');
  return { ...found, node_count: count ?? null };
}

function poolOf(pool: ApiPool): Fields {
  const { taint = [], ...fields } = poolFields(pool);
  return { ...fields, taints: taint, autoscaler: [{ ...pool.autoscaler }], disks: [] };
}

async function firewall(config: Fields, session: LinodeSession): Promise<Fields> {
  const id = idOf(config.id);
  const found = await session.get<Fields>(`/networking/firewalls/${id}`, `Failed to Get Firewall ${id}`);
  return { ...asFields(found), ...asFields(found.rules as Fields), disabled: found.status === 'disabled' };
}

/** A domain is found by its id or by its name. */
async function domain(config: Fields, session: LinodeSession): Promise<Fields> {
  const all = await session.list<Fields>('/domains', 'Failed to list domains');
  const found = all.find((it) => it.domain === config.domain || it.id === config.id);
  return asFields(found ?? (await session.get<Fields>(`/domains/${idOf(config.id)}`, 'Failed to get the domain')));
}

/** An answer of the API as attributes: times with their zone, single objects as lists of one. */
function asFields(found: Fields): Fields {
  const times = ['created', 'updated'].flatMap((it) => [[it, text(found[it])] as const]);
  return { ...found, ...Object.fromEntries(times.flatMap(([it, moment]) => (moment ? [[it, time(moment)]] : []))) };
}

function passes(item: Fields, filters: Value | undefined): boolean {
  if (!Array.isArray(filters)) return true;
  return filters.every((it) => {
    const { name, values } = it as { name: string; values: string[] };
    return values.includes(JSON.stringify(item[name]).replace(/^"|"$/g, ''));
  });
}

function idOf(value: Value | undefined): string {
  return text(value) ?? String(number(value) ?? 0);
}
