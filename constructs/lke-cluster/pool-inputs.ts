import { POOL_MAX_NODES } from '../../model/entities/cluster';
import { DISK_ENCRYPTION, TAINT_EFFECTS } from '../../model/entities/node-pool';
import * as limits from '../../model/limits';
import * as shared from '../../model/rules/shared';
import { snakeCase } from '../inputs/snake-case';
import { list, map, number, object, oneOf, optional, required, text, type InputRule } from '../inputs/types';

/** What a module says about something that the standard tier does not have. */
export const onlyEnterprise = (what: string) =>
  `Only LKE Enterprise has ${what}. Remove it, or set tier = "enterprise".`;

export const taint = object({
  key: required(text(limits.nodeKey), 'Key of the taint.'),
  value: required(text(limits.taintValue), 'Value of the taint.'),
  effect: required(oneOf(TAINT_EFFECTS), 'What happens to pods that do not tolerate it.'),
});

export const autoscaler = object(
  {
    min: required(number(limits.nodeCount), 'Least number of nodes.'),
    max: required(number(limits.nodeCount), 'Largest number of nodes.'),
  },
  [
    {
      at: 'max',
      condition: (scaler) => shared.scalesUpwards.hcl(`${scaler}.min`, `${scaler}.max`),
      message: 'The autoscaler has min at most max. Raise max, or lower min.',
    },
  ],
);

const poolFields = (nodeCount: string) => ({
  type: required(text(limits.instanceTypeId), 'Linode plan of each node. A change replaces the pool.'),
  nodeCount: optional(number(limits.nodeCount), nodeCount),
  autoscaler: optional(autoscaler, 'Bounds of the autoscaler; null for a fixed number of nodes.'),
  label: optional(text(limits.nodePoolLabel), 'Label of the pool at Linode; null for none.'),
  labels: optional(map(text(limits.labelValue), limits.nodeKey), 'Node labels for scheduling.', {}),
  taints: optional(list(taint), 'Taints that keep other pods off the nodes.', []),
  tags: optional(list(text()), 'Linode tags of the pool.', []),
  firewallId: optional(
    number(),
    'Id of the firewall of the nodes, on the enterprise tier. It can be changed, but not taken off again.',
  ),
  diskEncryption: optional(
    oneOf(DISK_ENCRYPTION),
    "Whether the disks of the nodes are encrypted; null for the account's default. A change replaces the pool.",
  ),
});

/** The nodes of a pool at its largest. A pool that says neither number is refused for that alone. */
export const mostNodes = (pool: string) => `coalesce(try(${pool}.autoscaler.max, null), ${pool}.node_count, 0)`;

const POOL_FITS: InputRule = {
  at: 'nodeCount',
  condition: (pool) => shared.poolFits.hcl('var.tier', mostNodes(pool)),
  message:
    `A pool of the standard tier has at most ${POOL_MAX_NODES.standard} nodes. Lower node_count or autoscaler.max, ` +
    'and put the rest into another pool.',
};

const SYSTEM_POOL_RULES: readonly InputRule[] = [
  POOL_FITS,
  {
    at: 'nodeCount',
    condition: (pool) => `(${pool}.node_count != null) == (${pool}.autoscaler == null)`,
    message: 'A pool has either a fixed number of nodes or an autoscaler. Set node_count or autoscaler, not both.',
  },
];

/** What only pools beside the cluster resource take: the provider does not send it for the pool inside. */
const ENTERPRISE_POOL_FIELDS = {
  kubernetesVersion: optional(
    text(limits.enterpriseKubernetesVersion),
    'Version of Kubernetes of the pool, on the enterprise tier; null for that of the cluster.',
  ),
  updateStrategy: optional(
    oneOf(['rolling_update', 'on_recycle']),
    'How nodes take a new version, on the enterprise tier; null for on_recycle.',
  ),
};

const NODE_POOL_RULES: readonly InputRule[] = [
  POOL_FITS,
  {
    at: 'nodeCount',
    condition: (pool) => `${pool}.node_count != null || ${pool}.autoscaler != null`,
    message: 'A pool has a number of nodes or an autoscaler. Set node_count or autoscaler.',
  },
  {
    at: 'nodeCount',
    condition: (pool) =>
      `try(${pool}.node_count >= ${pool}.autoscaler.min && ${pool}.node_count <= ${pool}.autoscaler.max, true)`,
    message: 'A pool begins with a number of nodes that its autoscaler allows. Set node_count from min to max.',
  },
  ...['firewallId', ...Object.keys(ENTERPRISE_POOL_FIELDS)].map((field) => ({
    at: field,
    condition: (pool: string) => shared.onlyOnEnterprise.hcl('var.tier', `${pool}.${snakeCase(field)}`),
    message: onlyEnterprise(`pools with ${snakeCase(field)}`),
  })),
];

/** One worker pool kept outside of the cluster resource. */
export const nodePool = object(
  {
    ...poolFields('Number of nodes; with an autoscaler the number that the pool begins with, null for its least.'),
    ...ENTERPRISE_POOL_FIELDS,
  },
  NODE_POOL_RULES,
);

/** The pool inside the cluster resource. */
export const systemPool = object(poolFields('Number of nodes; null with an autoscaler.'), SYSTEM_POOL_RULES);
