import {
  among,
  any,
  atMost,
  countAtMost,
  differs,
  distinct,
  each,
  equals,
  filled,
  implies,
  matches,
  not,
  same,
  set,
} from './condition';
import { enterpriseKubernetesVersion, standardKubernetesVersion } from './constraints';
import { MAX_FIREWALL_RULES } from './entities/network';

/**
 * Conditions between values, once for the whole project: the rules of the model judge files by them, and the modules
 * print them as `validation` blocks. The field names are those of the modules' inputs.
 */

const onEnterprise = equals('tier', 'enterprise');

/** Fields of a cluster: something that only LKE Enterprise has is left out on the standard tier. */
export const auditLogsOnEnterprise = implies(equals('auditLogsEnabled', true), onEnterprise);
export const vpcOnEnterprise = implies(set('vpcId'), onEnterprise);
export const systemFirewallOnEnterprise = implies(set('systemPool.firewallId'), onEnterprise);
export const poolFieldOnEnterprise = (field: string) => any(onEnterprise, each('nodePools', not(set(field))));

/** A VPC and its subnet belong together. */
export const vpcWithSubnet = same(set('vpcId'), set('subnetId'));

/** The Kubernetes version has the form of its tier. */
export const versionOfEnterprise = implies(onEnterprise, matches('kubernetesVersion', enterpriseKubernetesVersion));
export const versionOfStandard = any(onEnterprise, matches('kubernetesVersion', standardKubernetesVersion));

/** LKE Enterprise always has a redundant control plane, and does not work without an ACL. */
export const enterpriseIsRedundant = implies(onEnterprise, equals('highAvailability', true));
export const enterpriseHasAcl = implies(onEnterprise, equals('controlPlaneAcl.enabled', true));

/** Fields of a control-plane ACL: it names networks where it is on, and none where it is off. */
export const aclListsNetworks = implies(equals('enabled', true), any(filled('ipv4'), filled('ipv6')));
export const aclListsNone = implies(equals('enabled', false), not(any(filled('ipv4'), filled('ipv6'))));

/** Bounds of an autoscaler. */
export const boundsInOrder = atMost('min', 'max');

/** Fields of a pool: a fixed number of nodes, or an autoscaler. */
export const fixedOrScaled = same(set('nodeCount'), not(set('autoscaler')));

/** Fields of a firewall rule. */
export const portsOfProtocol = implies(among('protocol', ['ICMP', 'IPENCAP']), not(set('ports')));
export const ruleNamesNetworks = any(filled('ipv4'), filled('ipv6'));

/** A bucket serves one store: each deletes what it does not know. */
export const bucketsDiffer = differs('tempoBucket', 'lokiBucket');

/** Fields of a toleration: with Exists, Kubernetes compares no value. */
export const existsHasNoValue = implies(equals('operator', 'Exists'), not(set('value')));

/** Fields of a firewall: Linode counts the rules of both directions together. */
export const firewallFits = countAtMost(['inbound', 'outbound'], MAX_FIREWALL_RULES);

/** Fields of a firewall: no two rules of a direction have the same label. */
export const rulesDistinct = (direction: string) => distinct(direction, 'label');
