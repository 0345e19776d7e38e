import * as limits from '../../model/limits';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { CLUSTER_MAX_NODES } from '../../model/entities/cluster';
import * as shared from '../../model/rules/shared';
import {
  bool,
  cidr,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  required,
  text,
  type InputRule,
} from '../inputs/types';
import { mostNodes, nodePool, onlyEnterprise, systemPool } from './pool-inputs';

/** Both IP versions, which need a VPC with both. */
export const DUAL_STACK = 'ipv4-ipv6';

const ACL_FIELDS = {
  managed: optional(bool(), 'Whether it is kept here; false leaves it as it is, for something else to keep.', true),
  enabled: optional(bool(), 'Whether only the listed networks reach the Kubernetes API.', true),
  ipv4: optional(list(cidr(4)), 'IPv4 networks in CIDR notation; a single address with /32.', []),
  ipv6: optional(list(cidr(6)), 'IPv6 networks in CIDR notation; a single address with /128.', []),
};

const ACL_RULES: readonly InputRule[] = [
  {
    at: 'ipv4',
    condition: (acl) =>
      `!${acl}.managed || ${shared.aclListsNetworks.hcl(`${acl}.enabled`, `${acl}.ipv4`, `${acl}.ipv6`)}`,
    message:
      'The ACL is on, but lists no network, so that nobody would reach the Kubernetes API. ' +
      'List the networks of your engineers and of your CI in ipv4 or ipv6, or set enabled = false.',
  },
  {
    at: 'enabled',
    condition: (acl) => shared.aclListsNone.hcl(`${acl}.enabled`, `${acl}.ipv4`, `${acl}.ipv6`),
    message: 'Linode refuses networks while the ACL is off. Set enabled = true, or remove the networks.',
  },
  {
    at: 'managed',
    condition: (acl) => `${acl}.managed || (length(${acl}.ipv4) == 0 && length(${acl}.ipv6) == 0)`,
    message: 'Networks of an ACL that is kept elsewhere have no effect. Remove them, or set managed = true.',
  },
];

export const controlPlaneAcl = object(ACL_FIELDS, ACL_RULES);

/** Inputs of the module `lke-cluster`. */
export const LKE_CLUSTER_INPUTS = {
  label: required(text(limits.clusterLabel), 'Label of the cluster.'),
  region: required(text(limits.regionId), 'Linode region. A change replaces the cluster.'),
  kubernetesVersion: required(
    text(),
    'Version of Kubernetes. A change recycles the nodes of all pools in one go; the API does it on a rolling basis.',
  ),
  tier: optional(
    oneOf(['standard', 'enterprise']),
    'Tier of LKE; null for standard. Any value needs the provider with api_version v4beta. A change replaces the cluster.',
  ),
  highAvailability: optional(
    bool(),
    'Whether the control plane is redundant. It can never be switched off again.',
    true,
  ),
  auditLogsEnabled: optional(bool(), 'Whether the control plane keeps audit logs, on the enterprise tier.', false),
  controlPlaneAcl: required(controlPlaneAcl, 'Networks from which the Kubernetes API may be reached.'),
  vpcId: optional(number(), 'Id of the VPC, on the enterprise tier. A change replaces the cluster.'),
  subnetId: optional(number(), 'Id of the subnet, on the enterprise tier. A change replaces the cluster.'),
  stackType: optional(
    oneOf(['ipv4', DUAL_STACK]),
    'IP versions of the cluster, on the enterprise tier; null for IPv4 alone. A change replaces the cluster.',
  ),
  tags: optional(list(text()), 'Linode tags of the cluster.', []),
  externalPoolTags: optional(
    list(text()),
    'Pools with one of these tags are kept elsewhere; without them the cluster would delete such pools. ' +
      `Always among them: ${ENVIRONMENT_POOL_TAG}, which the pools of node_pools get.`,
    [],
  ),
  systemPool: optional(
    systemPool,
    'The pool inside the cluster, where its own pods run. The standard tier demands one; null for none.',
  ),
  deletionLock: optional(
    bool(),
    'Whether Linode refuses to delete the cluster and its pools, whoever asks. It needs the provider with api_version ' +
      'v4beta, the scope account:read_write, and a user without restrictions.',
    false,
  ),
  nodePools: optional(map(nodePool), 'Further pools by name. A name is part of the Terraform address.', {}),
};

/** What holds between the inputs of the module `lke-cluster`. */
export const LKE_CLUSTER_RULES: readonly InputRule[] = [
  {
    at: 'kubernetesVersion',
    condition: () => shared.versionOfStandard.hcl('var.tier', 'var.kubernetes_version'),
    message: `On the standard tier, kubernetes_version is ${limits.standardKubernetesVersion.allowed}.`,
  },
  {
    at: 'kubernetesVersion',
    condition: () => shared.versionOfEnterprise.hcl('var.tier', 'var.kubernetes_version'),
    message: `On the enterprise tier, kubernetes_version is ${limits.enterpriseKubernetesVersion.allowed}.`,
  },
  {
    at: 'highAvailability',
    condition: () => shared.enterpriseIsRedundant.hcl('var.tier', 'var.high_availability'),
    message: 'The control plane of LKE Enterprise is always redundant. Remove high_availability, or set it to true.',
  },
  {
    at: 'auditLogsEnabled',
    condition: () => shared.auditLogsOnEnterprise.hcl('var.tier', 'var.audit_logs_enabled'),
    message: onlyEnterprise('audit logs'),
  },
  {
    at: 'controlPlaneAcl',
    condition: () => shared.enterpriseHasAcl.hcl('var.tier', 'var.control_plane_acl.enabled'),
    message: 'LKE Enterprise does not work without the ACL. Set enabled = true, and list your networks.',
  },
  {
    at: 'vpcId',
    condition: () => shared.onlyOnEnterprise.hcl('var.tier', 'var.vpc_id'),
    message: onlyEnterprise('nodes in a VPC of yours'),
  },
  {
    // Not at vpcId, too: Terraform takes two validations that look at each other's variable for a cycle.
    at: 'subnetId',
    condition: () => '(var.vpc_id != null) == (var.subnet_id != null)',
    message: 'A VPC and its subnet belong together. Set vpc_id and subnet_id, or neither.',
  },
  {
    at: 'stackType',
    condition: () => `${shared.onlyOnEnterprise.hcl('var.tier', 'var.stack_type')}`,
    message: onlyEnterprise('a choice of IP versions'),
  },
  {
    at: 'systemPool',
    condition: () => 'var.system_pool != null || var.tier == "enterprise"',
    message: 'The standard tier of LKE demands a pool inside the cluster. Set system_pool.',
  },
  {
    at: 'systemPool',
    condition: () =>
      `alltrue([for pool in var.system_pool[*] : ${shared.onlyOnEnterprise.hcl('var.tier', 'pool.firewall_id')}])`,
    message: onlyEnterprise('a system pool with firewall_id'),
  },
  {
    at: 'nodePools',
    condition: () =>
      shared.clusterFits.hcl(
        'var.tier',
        `[for pool in concat(var.system_pool[*], values(var.node_pools)) : ${mostNodes('pool')}]`,
      ),
    message:
      `A cluster of the standard tier has at most ${CLUSTER_MAX_NODES} nodes, all pools at their largest together. ` +
      'Lower node_count or autoscaler.max of some pools, or take fewer but larger nodes.',
  },
];

export type { LkeClusterProps } from './props';
