import { elements, isEmpty, textAt } from '../../engine/paths';
import type { ResourceType } from '../../engine/resource-type';
import { same, type Fields } from '../../protocol/values';
import { filled, number, only, text, textMap, texts } from '../../values';
import type { ApiCluster, ApiPool } from './api-types';
import { between, DISK_ENCRYPTION, each, oneOf } from './checks';
import { afterCreation, imported, keepCase } from './fields';
import { poolReady } from './lke-pool-ready';
import type { LinodeSession } from './session';

export const lkeNodePool: ResourceType<LinodeSession> = {
  plugin: 'framework',
  replacedBy: ['cluster_id', 'type'],
  defaults: { label: '', tags: [], labels: {} },
  keeps: ['id', 'firewall_id', 'node_count', 'k8s_version', 'update_strategy', 'disk_encryption', 'nodes'],
  // One that the configuration does not name is not a reason to replace a pool.
  alsoReplacedBy: ({ config }) => (config.disk_encryption === null ? [] : ['disk_encryption']),

  validate: (config) => [
    ...between(config.node_count, 'node_count', 1, Infinity),
    ...oneOf(config.update_strategy, 'update_strategy', ['on_recycle', 'rolling_update']),
    ...oneOf(config.disk_encryption, 'disk_encryption', DISK_ENCRYPTION),
    ...(elements(config.autoscaler).length > 1 ? ['Attribute autoscaler list must contain at most 1 elements'] : []),
    ...(config.node_count === null && isEmpty(config.autoscaler)
      ? ['At least one attribute out of [node_count,autoscaler] must be specified']
      : []),
    ...each(config, 'taint', (taint) => oneOf(taint.effect, 'effect', ['NoExecute', 'NoSchedule', 'PreferNoSchedule'])),
  ],

  modifyPlan: ({ planned, prior }) => ({ ...planned, tags: keepCase(planned.tags, prior?.tags) }),

  async create(planned, session) {
    const cluster = number(planned.cluster_id) ?? 0;
    const { tier } = await session.get<ApiCluster>(`/lke/clusters/${cluster}`, 'error getting cluster');
    const made = { type: planned.type, disk_encryption: text(planned.disk_encryption) };
    const body = { ...changesOf(planned, tier), ...made, autoscaler: autoscalerOf(planned) };
    const doing = 'Error creating Linode Node Pool';
    const pool = await session.post<ApiPool>(`/lke/clusters/${cluster}/pools`, body, doing);
    const created = { ...planned, id: String(pool.id) };
    return afterCreation(created, async () => filled(created, fieldsOf(await poolReady(cluster, pool.id, session))));
  },

  async read(state, session) {
    const pool = await session.find<ApiPool>(pathOf(state), `Error reading Linode Node Pool ${textAt(state, 'id')}`);
    if (!pool) return null;
    // An autoscaler that was switched off elsewhere is not noticed.
    const { autoscaler, ...fields } = fieldsOf(pool);
    return { ...state, ...fields, ...(pool.autoscaler.enabled ? { autoscaler } : {}) };
  },

  async update(planned, prior, session) {
    const cluster = number(prior.cluster_id) ?? 0;
    const { tier } = await session.get<ApiCluster>(`/lke/clusters/${cluster}`, 'error getting cluster');
    const rescaled = same(planned.autoscaler, prior.autoscaler) ? {} : { autoscaler: autoscalerOf(planned) };
    const body = { ...changesOf(planned, tier), ...rescaled };
    await session.put(pathOf(prior), body, 'Error updating a Linode Node Pool');
    const ready = await poolReady(cluster, Number(textAt(prior, 'id')), session);
    return filled(planned, fieldsOf(ready));
  },

  async destroy(state, session) {
    await session.remove(pathOf(state), 'Failed to delete Node Pool');
  },

  importState: (id) => imported(id, 'cluster_id', 'id'),
};

function changesOf(planned: Fields, tier: string | undefined): object {
  const ofEnterprise = {
    k8s_version: text(planned.k8s_version),
    update_strategy: text(planned.update_strategy),
  };
  return {
    count: number(planned.node_count) ?? number(only(planned.autoscaler)?.min),
    label: text(planned.label),
    firewall_id: number(planned.firewall_id),
    tags: texts(planned.tags),
    labels: textMap(planned.labels),
    taints: elements(planned.taint),
    ...(tier === 'enterprise' ? ofEnterprise : {}),
  };
}

function autoscalerOf(planned: Fields): object {
  const autoscaler = only(planned.autoscaler);
  const count = number(planned.node_count);
  if (!autoscaler) return { enabled: false, min: count, max: count };
  return { enabled: true, min: number(autoscaler.min), max: number(autoscaler.max) };
}

function fieldsOf(pool: ApiPool): Fields {
  const { autoscaler, taints, nodes, count, ...rest } = pool;
  return {
    ...rest,
    id: String(pool.id),
    node_count: count,
    nodes: nodes.map((it) => ({ ...it })),
    taint: taints.map((it) => ({ ...it })),
    autoscaler: autoscaler.enabled ? [{ min: autoscaler.min, max: autoscaler.max }] : [],
    firewall_id: pool.firewall_id ?? null,
    k8s_version: pool.k8s_version ?? null,
    update_strategy: pool.update_strategy ?? '',
  };
}

function pathOf(state: Fields): string {
  return `/lke/clusters/${number(state.cluster_id) ?? 0}/pools/${textAt(state, 'id')}`;
}
