import { elements, textAt } from '../../engine/paths';
import type { Fields } from '../../protocol/values';
import { texts } from '../../values';
import type { ApiAcl, ApiCluster, ApiPool } from './api-types';
import { poolFields } from './lke-cluster-fields';
import { matchPools } from './lke-inline-pools';
import type { LinodeSession } from './session';

/** A cluster as the provider reads it: six requests, of which each must succeed. */
export async function readCluster(state: Fields, session: LinodeSession): Promise<Fields | null> {
  const id = textAt(state, 'id');
  const path = `/lke/clusters/${id}`;
  const of = `for LKE cluster ${id}`;
  const cluster = await session.find<ApiCluster>(path, `failed to get LKE cluster ${id}`);
  if (!cluster) return null;
  const pools = await session.list<ApiPool>(`${path}/pools`, `failed to get pools ${of}`);
  const { kubeconfig } = await session.get<{ kubeconfig: string }>(
    `${path}/kubeconfig`,
    `failed to get kubeconfig ${of}`,
  );
  const endpoints = await session.list<{ endpoint: string }>(
    `${path}/api-endpoints`,
    `failed to get API endpoints ${of}`,
  );
  const acl = await session.find<ApiAcl>(`${path}/control_plane_acl`, `failed to get control plane ACL ${of}`);
  return {
    ...state,
    ...own(cluster),
    id,
    kubeconfig,
    api_endpoints: endpoints.map((it) => it.endpoint),
    dashboard_url: await dashboard(cluster, session),
    pool: matchPools(elements(state.pool), withoutExternal(pools, state)).map(poolFields),
    control_plane: [controlPlane(cluster, acl)],
  };
}

/** Pools with one of the external tags belong to resources of their own, and are not seen here. */
function withoutExternal(pools: ApiPool[], state: Fields): ApiPool[] {
  const external = new Set(texts(state.external_pool_tags));
  return pools.filter((it) => !it.tags.some((tag) => external.has(tag)));
}

function own(cluster: ApiCluster): Fields {
  return {
    label: cluster.label,
    k8s_version: cluster.k8s_version,
    region: cluster.region,
    tags: cluster.tags,
    status: cluster.status,
    tier: cluster.tier ?? '',
    apl_enabled: cluster.apl_enabled,
    subnet_id: cluster.subnet_id ?? 0,
    vpc_id: cluster.vpc_id ?? 0,
    stack_type: cluster.stack_type ?? '',
  };
}

/** Only a standard cluster has a dashboard, and only v4beta tells that it is one. */
async function dashboard({ id, tier }: ApiCluster, session: LinodeSession): Promise<string | null> {
  if (tier !== 'standard') return null;
  const doing = `failed to get dashboard URL for LKE cluster ${id}`;
  return (await session.get<{ url: string }>(`/lke/clusters/${id}/dashboard`, doing)).url;
}

function controlPlane({ control_plane: plane }: ApiCluster, acl: ApiAcl | null): Fields {
  return {
    high_availability: plane.high_availability,
    audit_logs_enabled: plane.audit_logs_enabled ?? false,
    acl: acl ? [{ enabled: acl.acl.enabled, addresses: [acl.acl.addresses] }] : [],
  };
}
