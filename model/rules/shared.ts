import { fits, type TextLimit } from '../limit';
import { enterpriseKubernetesVersion, standardKubernetesVersion } from '../limits';
import { CLUSTER_MAX_NODES, POOL_MAX_NODES, type Tier } from '../entities/cluster';
import { MAX_FIREWALL_RULES, MAX_RULE_NETWORKS, PORTLESS_PROTOCOLS } from '../entities/network';

/**
 * A rule between values that stands in two languages: the rules of the model judge a file with it, and a module prints
 * it into a `validation` block. Both forms take the same values in the same order. A property test evaluates both.
 */
export interface SharedRule<Values extends readonly unknown[]> {
  /** Judges values. */
  readonly holds: (...values: Values) => boolean;
  /** Writes the same in HCL, about expressions of these values: `var.tier`. */
  readonly hcl: (...expressions: { readonly [Index in keyof Values]: string }) => string;
}

/** A value that nobody gave: missing in a file, null in Terraform. */
type Unset = null | undefined;

const isSet = (value: unknown) => value !== undefined && value !== null;

const matches = (version: string, { pattern }: TextLimit) =>
  `can(regex(${JSON.stringify(pattern.source)}, ${version}))`;

/** Without a tier, a cluster is of the standard one. */
export const versionOfStandard: SharedRule<[tier: Tier | Unset, version: string]> = {
  holds: (tier, version) => tier === 'enterprise' || fits(standardKubernetesVersion, version),
  hcl: (tier, version) => `${tier} == "enterprise" || ${matches(version, standardKubernetesVersion)}`,
};

export const versionOfEnterprise: SharedRule<[tier: Tier | Unset, version: string]> = {
  holds: (tier, version) => tier !== 'enterprise' || fits(enterpriseKubernetesVersion, version),
  hcl: (tier, version) => `${tier} != "enterprise" || ${matches(version, enterpriseKubernetesVersion)}`,
};

/** Something that only LKE Enterprise has is left out on the standard tier. */
export const onlyOnEnterprise: SharedRule<[tier: Tier | Unset, value: unknown]> = {
  holds: (tier, value) => tier === 'enterprise' || !isSet(value),
  hcl: (tier, value) => `${value} == null || ${tier} == "enterprise"`,
};

export const auditLogsOnEnterprise: SharedRule<[tier: Tier | Unset, auditLogs: boolean | Unset]> = {
  holds: (tier, auditLogs) => tier === 'enterprise' || auditLogs !== true,
  hcl: (tier, auditLogs) => `${auditLogs} != true || ${tier} == "enterprise"`,
};

/** The control plane of LKE Enterprise is always redundant. */
export const enterpriseIsRedundant: SharedRule<[tier: Tier | Unset, highAvailability: boolean | Unset]> = {
  holds: (tier, highAvailability) => tier !== 'enterprise' || highAvailability === true,
  hcl: (tier, highAvailability) => `${tier} != "enterprise" || ${highAvailability} == true`,
};

/** LKE Enterprise does not work without a control-plane ACL. */
export const enterpriseHasAcl: SharedRule<[tier: Tier | Unset, enabled: boolean | Unset]> = {
  holds: (tier, enabled) => tier !== 'enterprise' || enabled === true,
  hcl: (tier, enabled) => `${tier} != "enterprise" || ${enabled} == true`,
};

type AclRule = SharedRule<[enabled: boolean | Unset, ipv4: readonly unknown[], ipv6: readonly unknown[]]>;

/** A control-plane ACL that is on names networks. */
export const aclListsNetworks: AclRule = {
  holds: (enabled, ipv4, ipv6) => enabled !== true || ipv4.length > 0 || ipv6.length > 0,
  hcl: (enabled, ipv4, ipv6) => `${enabled} != true || length(${ipv4}) > 0 || length(${ipv6}) > 0`,
};

/** A control-plane ACL that is off names none. */
export const aclListsNone: AclRule = {
  holds: (enabled, ipv4, ipv6) => enabled !== false || (ipv4.length === 0 && ipv6.length === 0),
  hcl: (enabled, ipv4, ipv6) => `${enabled} != false || (length(${ipv4}) == 0 && length(${ipv6}) == 0)`,
};

/** An autoscaler's lower end is not above its upper one. */
export const scalesUpwards: SharedRule<[min: number, max: number]> = {
  holds: (min, max) => min <= max,
  hcl: (min, max) => `${min} <= ${max}`,
};

/** A pool of the standard tier has fewer nodes than what is a limit of both tiers. */
export const poolFits: SharedRule<[tier: Tier | Unset, nodes: number]> = {
  holds: (tier, nodes) => tier === 'enterprise' || nodes <= POOL_MAX_NODES.standard,
  hcl: (tier, nodes) => `${tier} == "enterprise" || ${nodes} <= ${POOL_MAX_NODES.standard}`,
};

/** Linode counts the nodes of all pools of a cluster of the standard tier together. */
export const clusterFits: SharedRule<[tier: Tier | Unset, nodes: readonly number[]]> = {
  holds: (tier, nodes) => tier === 'enterprise' || nodes.reduce((sum, some) => sum + some, 0) <= CLUSTER_MAX_NODES,
  hcl: (tier, nodes) => `${tier} == "enterprise" || sum(concat([0], ${nodes})) <= ${CLUSTER_MAX_NODES}`,
};

/** Linode counts the networks of a firewall rule together, of whichever version they are. */
export const networksFit: SharedRule<[ipv4: readonly unknown[], ipv6: readonly unknown[]]> = {
  holds: (ipv4, ipv6) => ipv4.length + ipv6.length <= MAX_RULE_NETWORKS,
  hcl: (ipv4, ipv6) => `length(${ipv4}) + length(${ipv6}) <= ${MAX_RULE_NETWORKS}`,
};

/** ICMP and IPENCAP have no ports. */
export const portsOfProtocol: SharedRule<[protocol: string, ports: string | Unset]> = {
  holds: (protocol, ports) => !PORTLESS_PROTOCOLS.includes(protocol) || !isSet(ports),
  hcl: (protocol, ports) => `!contains(["${PORTLESS_PROTOCOLS.join('", "')}"], ${protocol}) || ${ports} == null`,
};

/** Linode counts the rules of both directions together. */
export const firewallFits: SharedRule<[inbound: readonly unknown[], outbound: readonly unknown[]]> = {
  holds: (inbound, outbound) => inbound.length + outbound.length <= MAX_FIREWALL_RULES,
  hcl: (inbound, outbound) => `length(${inbound}) + length(${outbound}) <= ${MAX_FIREWALL_RULES}`,
};
