import * as constraints from '../../model/constraints';
import { TAINT_EFFECTS } from '../../model/entities/node-pool';
import { bool, cidr, list, map, number, object, oneOf, optional, required, text, type PropsOf } from '../inputs/types';

const taint = object({
  key: required(text(constraints.labelKey), 'Key of the taint.'),
  value: required(text(constraints.labelValue), 'Value of the taint.'),
  effect: required(oneOf(TAINT_EFFECTS), 'What happens to pods that do not tolerate it.'),
});

const autoscaler = {
  min: required(number(constraints.nodeCount), 'Least number of nodes.'),
  max: required(number(constraints.nodeCount), 'Largest number of nodes.'),
};

const POOL_FIELDS = {
  type: required(text(constraints.instanceTypeId), 'Linode plan of each node. A change replaces the pool.'),
  nodeCount: optional(number(constraints.nodeCount), 'Number of nodes; null with an autoscaler.'),
  autoscaler: optional(object(autoscaler), 'Bounds of the autoscaler; null for a fixed number of nodes.'),
  label: optional(text(constraints.nodePoolLabel), 'Label of the pool at Linode.', ''),
  labels: optional(map(text(constraints.labelValue)), 'Node labels for scheduling.', {}),
  taints: optional(list(taint), 'Taints that keep other pods off the nodes.', []),
  tags: optional(list(text()), 'Linode tags of the pool.', []),
};

/** One worker pool kept outside of the cluster resource. */
export const nodePool = object({
  ...POOL_FIELDS,
  firewallId: optional(number(), 'Id of the firewall of the nodes, on the enterprise tier.'),
  kubernetesVersion: optional(
    text(constraints.enterpriseKubernetesVersion),
    'Version of Kubernetes of the pool, on the enterprise tier.',
  ),
  updateStrategy: optional(
    oneOf(['rolling_update', 'on_recycle']),
    'How nodes take a new version, on the enterprise tier.',
  ),
});

/** Fields of the pool inside the cluster resource. */
export const SYSTEM_POOL_FIELDS = POOL_FIELDS;

/** Fields of the control-plane ACL. */
export const ACL_FIELDS = {
  enabled: optional(bool(), 'Whether only the listed networks reach the Kubernetes API.', true),
  ipv4: optional(list(cidr(4)), 'IPv4 networks in CIDR notation; a single address with /32.', []),
  ipv6: optional(list(cidr(6)), 'IPv6 networks in CIDR notation; a single address with /128.', []),
};

/** Inputs of the module `lke-cluster`. */
export const LKE_CLUSTER_INPUTS = {
  label: required(text(constraints.clusterLabel), 'Label of the cluster.'),
  region: required(text(constraints.regionId), 'Linode region. A change replaces the cluster.'),
  kubernetesVersion: required(text(), 'Version of Kubernetes. A change recycles every node of every pool at once.'),
  tier: optional(
    oneOf(['standard', 'enterprise']),
    'Tier of LKE; null for standard. Any value needs the provider with api_version v4beta. A change replaces the cluster.',
  ),
  highAvailability: optional(
    bool(),
    'Whether the control plane is redundant. It can never be switched off again.',
    true,
  ),
  auditLogsEnabled: optional(bool(), 'Whether the control plane keeps audit logs, on the enterprise tier.'),
  controlPlaneAcl: required(object(ACL_FIELDS), 'Networks from which the Kubernetes API may be reached.'),
  vpcId: optional(number(), 'Id of the VPC, on the enterprise tier. A change replaces the cluster.'),
  subnetId: optional(number(), 'Id of the subnet, on the enterprise tier. A change replaces the cluster.'),
  tags: optional(list(text()), 'Linode tags of the cluster.', []),
  externalPoolTags: optional(
    list(text()),
    'Pools with one of these tags are kept elsewhere; without them the cluster would delete such pools.',
    [],
  ),
  systemPool: required(object(SYSTEM_POOL_FIELDS), 'The pool LKE demands, inside the cluster; its own pods run there.'),
  nodePools: optional(map(nodePool), 'Further pools by name. A name is part of the Terraform address.', {}),
};

export type LkeClusterProps = PropsOf<typeof LKE_CLUSTER_INPUTS>;
