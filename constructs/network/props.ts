// Written by `npm run modules` from inputs.ts; a test holds it current.
import type { IResolvable } from 'cdktf';

/** Props of the construct behind the module `network`. */
export interface NetworkProps {
  /**
   * Linode region of the VPC; null without one.
   * Allowed: an id as GET /regions lists it, such as nl-ams, 5 to 32 characters.
   *
   * @default - none
   */
  readonly region?: string;
  /**
   * Linode tags of the firewall and of the zone.
   *
   * @default []
   */
  readonly tags?: readonly string[];
  /**
   * VPC of the nodes, for LKE Enterprise; null for none. A change replaces it.
   *
   * @default - none
   */
  readonly vpc?: NetworkVpc;
  /**
   * Cloud firewall; null for none. It protects nothing until it is attached.
   *
   * @default - none
   */
  readonly firewall?: NetworkFirewall;
  /**
   * DNS zone at Linode; null for none.
   *
   * @default - none
   */
  readonly dns?: NetworkDns;
}

/** VPC of the nodes, for LKE Enterprise; null for none. A change replaces it. */
export interface NetworkVpc {
  /**
   * Label of the VPC and of the subnet of the nodes.
   * Allowed: letters, digits and single hyphens, 1 to 64 characters.
   */
  readonly label: string;
  /**
   * IPv4 network of the nodes, private and of /13 or /14.
   * Allowed: a private network (10.0.0.0/8 or 172.16.0.0/12) of /13 or /14, such as 10.0.0.0/14.
   */
  readonly subnet: string;
  /**
   * Length of an IPv6 range for the VPC and the subnet of the nodes; null for IPv4 alone. A change replaces both.
   * Allowed: one of /44, /48, /52.
   *
   * @default - none
   */
  readonly ipv6?: string;
  /**
   * Further subnets by label, for what is not a node. A label is part of the Terraform address.
   *
   * @default {}
   */
  readonly subnets?: Readonly<Record<string, NetworkSubnet>> | IResolvable;
}

/** Cloud firewall; null for none. It protects nothing until it is attached. */
export interface NetworkFirewall {
  /**
   * Label of the firewall.
   * Allowed: letters, digits and single hyphens, dots and underscores, starting and ending with a letter or digit, 3 to 32 characters.
   */
  readonly label: string;
  /**
   * Rules for traffic that comes in, first match first.
   *
   * @default []
   */
  readonly inbound?: readonly NetworkInboundEntry[];
  /**
   * Rules for traffic that goes out, first match first.
   *
   * @default []
   */
  readonly outbound?: readonly NetworkInboundEntry[];
  /**
   * What happens to incoming traffic that no rule names.
   * Allowed: one of ACCEPT, DROP.
   *
   * @default "DROP"
   */
  readonly inboundPolicy?: string;
  /**
   * What happens to outgoing traffic that no rule names.
   * Allowed: one of ACCEPT, DROP.
   *
   * @default "ACCEPT"
   */
  readonly outboundPolicy?: string;
}

/** DNS zone at Linode; null for none. */
export interface NetworkDns {
  /**
   * Domain name of the zone.
   * Allowed: a domain name in lower case with parts of at most 63, such as shop.example.com, 4 to 253 characters.
   */
  readonly zone: string;
  /**
   * E-mail address of the zone.
   * Allowed: an e-mail address, such as platform@example.com, 6 to 254 characters.
   */
  readonly soaEmail: string;
  /**
   * Default time to live of records in seconds.
   * Allowed: one of 30, 120, 300, 3600, 7200, 14400, 28800, 57600, 86400, 172800, 345600, 604800, 1209600, 2419200.
   *
   * @default 86400
   */
  readonly ttlSeconds?: number;
}

/** Further subnets by label, for what is not a node. A label is part of the Terraform address. */
export interface NetworkSubnet {
  /**
   * IPv4 network, private and apart from those of the other subnets. A change replaces it.
   * Allowed: an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32.
   */
  readonly ipv4: string;
  /**
   * Whether it has IPv6, too, of the range of the VPC. A change replaces it.
   *
   * @default false
   */
  readonly ipv6?: boolean | IResolvable;
}

/** Rules for traffic that comes in, first match first. */
export interface NetworkInboundEntry {
  /**
   * Label of the rule.
   * Allowed: letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit, 3 to 32 characters.
   */
  readonly label: string;
  /**
   * What happens to the traffic.
   * Allowed: one of ACCEPT, DROP.
   *
   * @default "ACCEPT"
   */
  readonly action?: string;
  /**
   * Protocol.
   * Allowed: one of TCP, UDP, ICMP, IPENCAP.
   *
   * @default "TCP"
   */
  readonly protocol?: string;
  /**
   * What the rule is for; null for nothing.
   * Allowed: printable ASCII characters, 1 to 100 of them.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Ports and ranges, such as "80, 443"; null for all. None for ICMP and IPENCAP.
   * Allowed: ports and ranges from 1 to 65535, such as "80, 443, 8000-8080"; at most 15, of which a range counts as two.
   *
   * @default - none
   */
  readonly ports?: string;
  /**
   * IPv4 networks on the other side.
   * Allowed: an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32.
   *
   * @default []
   */
  readonly ipv4?: readonly string[];
  /**
   * IPv6 networks on the other side.
   * Allowed: an IPv6 network in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128.
   *
   * @default []
   */
  readonly ipv6?: readonly string[];
}
