import type { Draft } from '../draft';
import { PORTLESS_PROTOCOLS } from '../entities/network';
import type { PlatformFile } from '../platform-file';
import { ALL_PORTS } from '../ports';

type FirewallFile = NonNullable<PlatformFile['network']['firewall']>;
export type FirewallRule = NonNullable<FirewallFile['inbound']>[number];

/** A cloud firewall with all its rules. */
export interface Firewall extends Omit<FirewallFile, 'label' | 'inbound' | 'nodeRules'> {
  readonly label: string;
  /** First match first. Rules that the nodes need stand before those of the file. */
  readonly inbound: readonly FirewallRule[];
}

/** Whether a firewall protects nodes, as far as a file says. */
export type Protects = Draft<Pick<FirewallFile, 'attachedTo' | 'nodeRules'>>;

const ACCEPT = 'ACCEPT' as const;
/** Private addresses of the nodes of LKE. */
const NODES = ['192.168.128.0/17'];
/** Addresses from which NodeBalancers reach nodes. */
const NODEBALANCERS = ['192.168.255.0/24'];
const NODE_PORTS = '30000-32767';

const EVERYWHERE = { ipv4: ['0.0.0.0/0'], ipv6: ['::/0'] };

/** Only web traffic from everywhere comes in through a NodeBalancer. */
const WEB: FirewallRule = {
  label: 'allow-web',
  action: ACCEPT,
  protocol: 'TCP',
  ports: '80, 443',
  ...EVERYWHERE,
};

/**
 * What nodes need of each other and of NodeBalancers: kubelet, kube-proxy, WireGuard, DNS, and Calico's BGP, Typha and
 * IP in IP. Without these a cluster falls apart. Source: LKE, network and firewall details (docs/linode-notes.md).
 */
const NODE_RULES: readonly FirewallRule[] = [
  { label: 'lke-nodes-tcp', action: ACCEPT, protocol: 'TCP', ports: '53, 179, 5473, 9098, 10250, 10256', ipv4: NODES },
  { label: 'lke-nodes-udp', action: ACCEPT, protocol: 'UDP', ports: '53, 51820', ipv4: NODES },
  { label: 'lke-nodes-ipencap', action: ACCEPT, protocol: 'IPENCAP', ipv4: NODES },
  { label: 'lke-nodebalancers-tcp', action: ACCEPT, protocol: 'TCP', ports: NODE_PORTS, ipv4: NODEBALANCERS },
  { label: 'lke-nodebalancers-udp', action: ACCEPT, protocol: 'UDP', ports: NODE_PORTS, ipv4: NODEBALANCERS },
  { label: 'lke-icmp', action: ACCEPT, protocol: 'ICMP', ...EVERYWHERE },
];

/** Rules for the traffic inside the VPC of the nodes, all of which is let through. */
const vpcRules = (subnet: string): readonly FirewallRule[] => [
  { label: 'lke-vpc-tcp', action: ACCEPT, protocol: 'TCP', ports: ALL_PORTS, ipv4: [subnet] },
  { label: 'lke-vpc-udp', action: ACCEPT, protocol: 'UDP', ports: ALL_PORTS, ipv4: [subnet] },
  { label: 'lke-vpc-ipencap', action: ACCEPT, protocol: 'IPENCAP', ipv4: [subnet] },
];

/**
 * Rules for the nodes that are added to those of the file: none in front of a NodeBalancer, which is not a node.
 *
 * @param subnet of the VPC, in CIDR notation
 */
export function nodeRulesOf({ attachedTo, nodeRules = true }: Protects, subnet?: string): readonly FirewallRule[] {
  if (attachedTo === undefined || attachedTo === 'nodebalancer' || !nodeRules) return [];
  return [...NODE_RULES, ...(subnet === undefined ? [] : vpcRules(subnet))];
}

/** Writes out what a rule means that names no networks or no ports: the API refuses the one and knows no word for the other. */
const complete = (rule: FirewallRule): FirewallRule => ({
  ...rule,
  ...(rule.ports === undefined && !PORTLESS_PROTOCOLS.includes(rule.protocol) && { ports: ALL_PORTS }),
  ...(rule.ipv4 === undefined && rule.ipv6 === undefined && EVERYWHERE),
});

/** Rules of the file, or what a file means that has none. */
function inboundOf({ attachedTo, inbound }: FirewallFile): readonly FirewallRule[] {
  return inbound ?? (attachedTo === 'nodebalancer' ? [WEB] : []);
}

/**
 * Settles label and rules.
 *
 * @param platform its name, from which a label is made
 * @param subnet of the VPC, in CIDR notation
 */
export function deriveFirewall(platform: string, firewall: FirewallFile, subnet?: string): Firewall {
  const { label = `${platform}-fw`, attachedTo, outbound, inboundPolicy, outboundPolicy } = firewall;
  const inbound = [...nodeRulesOf(firewall, subnet), ...inboundOf(firewall).map(complete)];
  return { label, attachedTo, inbound, outbound: outbound.map(complete), inboundPolicy, outboundPolicy };
}
