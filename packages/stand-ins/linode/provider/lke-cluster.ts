import { elements, isEmpty, textAt } from '../../engine/paths';
import type { Change, ResourceType } from '../../engine/resource-type';
import { ProviderError } from '../../protocol/service';
import { same, Unknown, type Fields } from '../../protocol/values';
import { filledText, number, text, texts } from '../../values';
import type { ApiCluster, ApiPool } from './api-types';
import { DISK_ENCRYPTION, each, notEmpty, oneOf } from './checks';
import { afterCreation, keepCase } from './fields';
import { controlPlaneBody, createBody } from './lke-cluster-fields';
import { readCluster } from './lke-cluster-read';
import { reconcilePools } from './lke-inline-pools';
import { poolReady } from './lke-pool-ready';
import type { LinodeSession } from './session';

export const lkeCluster: ResourceType<LinodeSession> = {
  plugin: 'sdk',
  replacedBy: ['apl_enabled', 'region', 'tier'],
  defaults: { tags: [], 'pool.label': '' },
  computedBlocks: ['control_plane', 'control_plane.acl', 'control_plane.acl.addresses'],

  validate: (config) => [
    ...oneOf(config.stack_type, 'stack_type', ['ipv4', 'ipv4-ipv6']),
    ...each(config, 'pool', (pool, name) => [
      ...((number(pool.count) ?? 1) < 1 ? [`expected ${name}.count to be at least (1), got 0`] : []),
      ...oneOf(pool.update_strategy, `${name}.update_strategy`, ['on_recycle', 'rolling_update']),
      ...oneOf(pool.disk_encryption, `${name}.disk_encryption`, DISK_ENCRYPTION),
      ...each(pool, 'taint', (taint) => [
        ...oneOf(taint.effect, 'effect', ['NoExecute', 'NoSchedule', 'PreferNoSchedule']),
        ...notEmpty(taint.key, 'key'),
        ...notEmpty(taint.value, 'value'),
      ]),
    ]),
  ],

  modifyPlan(change, session) {
    checkPlan(change, session);
    return { ...change.planned, tags: keepCase(change.planned.tags, change.prior?.tags) };
  },

  async create(planned, session) {
    const cluster = await session.post<ApiCluster>(
      '/lke/clusters',
      createBody(planned),
      'failed to create LKE cluster',
    );
    const created = { ...planned, id: String(cluster.id) };
    return afterCreation(created, () => readCluster(created, session));
  },

  read: readCluster,

  async update(planned, prior, session) {
    const id = textAt(prior, 'id');
    const changed = ['label', 'tags', 'k8s_version', 'control_plane'].filter((it) => !same(planned[it], prior[it]));
    if (changed.length > 0) {
      const doing = `failed to update LKE Cluster ${id}`;
      await session.put(`/lke/clusters/${id}`, updateBody(changed, planned), doing);
    }
    if (changed.includes('k8s_version')) await recycle(id, session);
    await reconcilePools(id, prior, planned, session);
    return (await readCluster(planned, session)) ?? planned;
  },

  async destroy(state, session) {
    const id = textAt(state, 'id');
    const path = `/lke/clusters/${id}`;
    const pools = await session.find<{ data: ApiPool[] }>(`${path}/pools`, `failed to list node pools of ${id}`);
    await session.remove(path, `failed to delete Linode LKE cluster ${id}`);
    if (!session.settings.skipDeletePoll) await nodesGone(pools?.data ?? [], session);
  },
};

/** What the provider refuses in a plan. */
function checkPlan({ planned, config }: Change, { settings }: LinodeSession): void {
  const pools = elements(config.pool);
  const uncounted = pools.flatMap((it, index) => (it.count === null && isEmpty(it.autoscaler) ? [index] : []));
  if (uncounted.length > 0) {
    const names = uncounted.map((it) => `pool.${it}`).join(', ');
    throw new ProviderError(`${names}: \`count\` must be defined when no autoscaler is defined`);
  }
  const standard = config.tier === null || config.tier === 'standard';
  if (standard && !(config.pool instanceof Unknown) && pools.length === 0) {
    throw new ProviderError('at least one pool is required for standard tier clusters');
  }
  const strategic = elements(planned.pool).flatMap((it, index) =>
    filledText(it.update_strategy) === undefined ? [] : [`pool.${index}`],
  );
  if (config.tier !== 'enterprise' && strategic.length > 0) {
    const rule = '`update_strategy` can only be configured when tier is set to "enterprise"';
    throw new ProviderError(`${strategic.join(', ')}: ${rule}`);
  }
  if (settings.version !== 'v4beta' && text(planned.tier)) {
    throw new ProviderError("tier: The api_version provider argument must be set to 'v4beta' to use this field.");
  }
}

function updateBody(changed: string[], planned: Fields): object {
  const named = changed.filter((it) => it === 'label' || it === 'k8s_version').map((it) => [it, planned[it]]);
  const tags = changed.includes('tags') ? { tags: texts(planned.tags) } : {};
  return { ...(Object.fromEntries(named) as object), ...tags, control_plane: controlPlaneBody(planned) };
}

/** A new version of Kubernetes: every node of every pool is replaced, also of pools that are resources of their own. */
async function recycle(id: string, session: LinodeSession): Promise<void> {
  const path = `/lke/clusters/${id}`;
  const pools = await session.list<ApiPool>(`${path}/pools`, `failed to get Pools for LKE Cluster ${id}`);
  await session.post(`${path}/recycle`, {}, `failed to recycle LKE Cluster (${id})`);
  await nodesGone(pools, session);
  for (const pool of pools) await poolReady(id, pool.id, session);
}

async function nodesGone(pools: ApiPool[], session: LinodeSession): Promise<void> {
  const filter = { 'entity.type': 'linode', action: 'linode_delete', '+order_by': 'created', '+order': 'desc' };
  const doing = 'failed waiting for Linode instances to be deleted';
  const nodes = pools.flatMap((it) => it.nodes.map((node) => node.instance_id));
  await session.until(async () => {
    const events = await session.list<{ entity: { id: number } }>('/account/events', doing, filter);
    const gone = new Set(events.map((it) => it.entity.id));
    return nodes.every((it) => gone.has(it));
  }, 'the deletion of Linode instances');
}
