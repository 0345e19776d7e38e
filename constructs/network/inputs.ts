import {
  domainName,
  emailAddress,
  firewallLabel,
  firewallRuleDescription,
  firewallRuleLabel,
  regionId,
  vpcLabel,
  vpcSubnet,
} from '../../model/limits';
import { DNS_TTLS, FIREWALL_PROTOCOLS, MAX_FIREWALL_RULES, MAX_RULE_NETWORKS } from '../../model/entities/network';
import { firewallFits, networksFit, portsOfProtocol } from '../../model/rules/shared';
import {
  bool,
  cidr,
  list,
  map,
  object,
  oneOf,
  oneOfNumbers,
  optional,
  ports,
  required,
  text,
  type InputRule,
} from '../inputs/types';

/** What Linode takes a time to live of 0 for. The provider can set a time to live, but not take it off again. */
const LINODE_TTL = 86_400;

const POLICIES = ['ACCEPT', 'DROP'];

export const firewallRule = object(
  {
    label: required(text(firewallRuleLabel), 'Label of the rule.'),
    action: optional(oneOf(POLICIES), 'What happens to the traffic.', 'ACCEPT'),
    protocol: optional(oneOf(FIREWALL_PROTOCOLS), 'Protocol.', 'TCP'),
    description: optional(text(firewallRuleDescription), 'What the rule is for; null for nothing.'),
    ports: optional(ports(), 'Ports and ranges, such as "80, 443"; null for all. None for ICMP and IPENCAP.'),
    ipv4: optional(list(cidr(4)), 'IPv4 networks on the other side.', []),
    ipv6: optional(list(cidr(6)), 'IPv6 networks on the other side.', []),
  },
  [
    {
      at: 'ports',
      condition: (rule) => portsOfProtocol.hcl(`${rule}.protocol`, `${rule}.ports`),
      message: 'ICMP and IPENCAP have no ports. Remove ports from such rules.',
    },
    {
      at: 'ipv4',
      condition: (rule) => `length(${rule}.ipv4) > 0 || length(${rule}.ipv6) > 0`,
      message: 'A rule names the networks it is for. Set ipv4 or ipv6, such as ipv4 = ["0.0.0.0/0"] for all.',
    },
    {
      at: 'ipv4',
      condition: (rule) => networksFit.hcl(`${rule}.ipv4`, `${rule}.ipv6`),
      message: `A rule names at most ${MAX_RULE_NETWORKS} networks, IPv4 and IPv6 together. Put some into a rule of their own.`,
    },
  ],
);

/** A subnet beside that of the nodes. */
export const furtherSubnet = object({
  ipv4: required(cidr(4), 'IPv4 network, private and apart from those of the other subnets. A change replaces it.'),
  ipv6: optional(bool(), 'Whether it has IPv6, too, of the range of the VPC. A change replaces it.', false),
});

export const vpc = object(
  {
    label: required(text(vpcLabel), 'Label of the VPC and of the subnet of the nodes.'),
    subnet: required(cidr(4, vpcSubnet), 'IPv4 network of the nodes, private and of /13 or /14.'),
    ipv6: optional(
      oneOf(['/44', '/48', '/52']),
      'Length of an IPv6 range for the VPC and the subnet of the nodes; null for IPv4 alone. A change replaces both.',
    ),
    subnets: optional(
      map(furtherSubnet, vpcLabel),
      'Further subnets by label, for what is not a node. A label is part of the Terraform address.',
      {},
    ),
  },
  [
    {
      at: 'subnets',
      condition: (vpc) => `${vpc}.ipv6 != null || alltrue([for subnet in ${vpc}.subnets : !subnet.ipv6])`,
      message: 'A subnet has IPv6 of the range of its VPC. Set ipv6 of the VPC, or remove it from its subnets.',
    },
  ],
);

export const firewall = object(
  {
    label: required(text(firewallLabel), 'Label of the firewall.'),
    inbound: optional(list(firewallRule), 'Rules for traffic that comes in, first match first.', []),
    outbound: optional(list(firewallRule), 'Rules for traffic that goes out, first match first.', []),
    inboundPolicy: optional(oneOf(POLICIES), 'What happens to incoming traffic that no rule names.', 'DROP'),
    outboundPolicy: optional(oneOf(POLICIES), 'What happens to outgoing traffic that no rule names.', 'ACCEPT'),
  },
  [
    ...['inbound', 'outbound'].map((direction) => ({
      at: direction,
      condition: (of: string) => `length(distinct(${of}.${direction}[*].label)) == length(${of}.${direction})`,
      message: `No two rules of a direction have the same label. Give each of ${direction} a label of its own.`,
    })),
    {
      at: 'inbound',
      condition: (firewall) => firewallFits.hcl(`${firewall}.inbound`, `${firewall}.outbound`),
      message: `A firewall has at most ${MAX_FIREWALL_RULES} rules, inbound and outbound together. Put networks or ports of several rules into one.`,
    },
  ],
);

export const dns = object({
  zone: required(text(domainName), 'Domain name of the zone.'),
  soaEmail: required(text(emailAddress), 'E-mail address of the zone.'),
  ttlSeconds: optional(oneOfNumbers(DNS_TTLS), 'Default time to live of records in seconds.', LINODE_TTL),
});

/** Inputs of the module `network`. */
export const NETWORK_INPUTS = {
  region: optional(text(regionId), 'Linode region of the VPC; null without one.'),
  tags: optional(list(text()), 'Linode tags of the firewall and of the zone.', []),
  vpc: optional(vpc, 'VPC of the nodes, for LKE Enterprise; null for none. A change replaces it.'),
  firewall: optional(firewall, 'Cloud firewall; null for none. It protects nothing until it is attached.'),
  dns: optional(dns, 'DNS zone at Linode; null for none.'),
};

/** What holds between the inputs of the module `network`. */
export const NETWORK_RULES: readonly InputRule[] = [
  {
    at: 'vpc',
    condition: () => 'var.vpc == null || var.region != null',
    message: 'A VPC is in a region. Set region.',
  },
];

export type { NetworkProps } from './props';
