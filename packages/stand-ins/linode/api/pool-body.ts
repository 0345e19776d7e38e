import { z } from 'zod';
import type { World } from '../../world/world';
import { INSTANCE_TYPES } from '../../world/linode/instance-types';
import type { Cluster } from '../../world/linode/objects';
import { isOffered } from '../../world/linode/stock';
import { ApiError, type Reason } from './error';
import { integer, tags } from './fields';

const POOL_LABEL = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$/;
const QUALIFIED_NAME = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

const key = z
  .string()
  .regex(QUALIFIED_NAME, 'Must be a valid label key')
  .refine((it) => !/kubernetes\.io|linode\.com/.test(it), { message: 'Must not contain kubernetes.io or linode.com' });

const labels = z
  .record(z.string(), z.string().regex(LABEL_VALUE, 'Must be a valid label value'))
  .superRefine((it, context) => {
    const wrong = Object.keys(it).flatMap((name) => key.safeParse(name).error?.issues ?? []);
    wrong.forEach(({ message }) => {
      context.addIssue({ code: 'custom', message });
    });
  });

/** Most nodes of one pool, and of one cluster of the standard tier. */
const MOST_NODES = { standard: 100, enterprise: 500 };
const MOST_NODES_OF_CLUSTER = 250;
const count = integer(1, MOST_NODES.enterprise);

const autoscaler = z
  .object({ enabled: z.boolean(), min: count.optional(), max: count.optional() })
  .refine(({ min = 1, max = MOST_NODES.enterprise }) => min <= max, { message: 'min must not be greater than max' });

const taint = z.object({
  key,
  value: z.string().regex(LABEL_VALUE, 'Must be a valid label value'),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'], 'Must be NoSchedule, PreferNoSchedule or NoExecute'),
});

/** What can be changed of a pool. */
export const poolChanges = z.object({
  count: count.optional(),
  label: z
    .string()
    .max(32, 'Length must be 0-32 characters')
    .regex(POOL_LABEL, `Must match ${POOL_LABEL.source}`)
    .nullish(),
  tags: tags.nullish(),
  labels: labels.nullish(),
  taints: z.array(taint).nullish(),
  autoscaler: autoscaler.nullish(),
  firewall_id: z.int().nullish(),
  k8s_version: z.string().nullish(),
  update_strategy: z.enum(['rolling_update', 'on_recycle']).nullish(),
});

export const poolBody = poolChanges.extend({
  type: z.string().refine(isPoolType, { message: 'type is not valid' }),
  count,
  disk_encryption: z.enum(['enabled', 'disabled'], 'Must be enabled or disabled').nullish(),
});

export type PoolBody = z.infer<typeof poolBody>;
export type PoolChanges = z.infer<typeof poolChanges>;

/**
 * What a pool may not ask of its cluster.
 *
 * @param others nodes of the other pools
 * @param at where the pool stands in the request
 * @throws ApiError 400
 */
export function checkPool(
  pool: PoolChanges & { type?: string },
  cluster: Cluster,
  { linode }: World,
  others: number,
  at = '',
): void {
  const reasons: Reason[] = [];
  const nodes = Math.max(pool.count ?? 0, pool.autoscaler?.enabled ? (pool.autoscaler.max ?? 0) : 0);
  if (cluster.tier === 'standard' && nodes > MOST_NODES.standard) {
    reasons.push({ field: `${at}count`, reason: `Must be 1-${MOST_NODES.standard}` });
  } else if (cluster.tier === 'standard' && nodes + others > MOST_NODES_OF_CLUSTER) {
    reasons.push({ field: `${at}count`, reason: `A cluster must not have more than ${MOST_NODES_OF_CLUSTER} nodes` });
  }
  const forEnterprise = ['firewall_id', 'k8s_version', 'update_strategy'] as const;
  const refused =
    cluster.tier === 'enterprise' ? [] : forEnterprise.filter((it) => pool[it] !== undefined && pool[it] !== null);
  refused.forEach((field) => reasons.push({ field, reason: 'Only available on LKE Enterprise' }));
  if (pool.firewall_id && !linode.firewalls.has(pool.firewall_id)) {
    reasons.push({ field: 'firewall_id', reason: 'Firewall not found' });
  }
  if (pool.k8s_version && !linode.versions.enterprise.includes(pool.k8s_version)) {
    reasons.push({ field: 'k8s_version', reason: 'k8s_version is not valid' });
  }
  if (pool.type && !isOffered(pool.type, cluster.region)) {
    reasons.push({ field: 'type', reason: `type is not available in ${cluster.region}` });
  }
  if (reasons.length > 0) throw new ApiError(400, reasons);
}

function isPoolType(id: string): boolean {
  const type = INSTANCE_TYPES.find((it) => it.id === id);
  return type !== undefined && type.class !== 'nanode';
}
