import { domainName, firewallLabel, regionId, vpcLabel } from '../../model/constraints';
import { FIREWALL_PROTOCOLS } from '../../model/entities/network';
import { cidr, list, number, object, oneOf, optional, required, text, type PropsOf } from '../inputs/types';

const POLICIES = ['ACCEPT', 'DROP'];

const firewallRule = object({
  label: required(text(firewallLabel), 'Label of the rule.'),
  action: optional(oneOf(POLICIES), 'What happens to the traffic.', 'ACCEPT'),
  protocol: optional(oneOf(FIREWALL_PROTOCOLS), 'Protocol.', 'TCP'),
  ports: optional(text(), 'Ports and ranges, such as "80, 443"; null for all. None for ICMP and IPENCAP.'),
  ipv4: optional(list(cidr(4)), 'IPv4 networks on the other side.'),
  ipv6: optional(list(cidr(6)), 'IPv6 networks on the other side.'),
});

const vpc = object({
  label: required(text(vpcLabel), 'Label of the VPC and of its subnet.'),
  subnet: required(cidr(4), 'IPv4 network of the nodes, of /13 or /14.'),
});

const firewall = object({
  label: required(text(firewallLabel), 'Label of the firewall.'),
  inbound: optional(list(firewallRule), 'Rules for traffic that comes in, first match first.', []),
  outbound: optional(list(firewallRule), 'Rules for traffic that goes out, first match first.', []),
  inboundPolicy: optional(oneOf(POLICIES), 'What happens to incoming traffic that no rule names.', 'DROP'),
  outboundPolicy: optional(oneOf(POLICIES), 'What happens to outgoing traffic that no rule names.', 'ACCEPT'),
});

const dns = object({
  zone: required(text(domainName), 'Domain name of the zone.'),
  soaEmail: required(text(), 'E-mail address of the zone.'),
  ttlSeconds: optional(number(), "Default time to live of records in seconds; null for Linode's default."),
});

/** Inputs of the module `network`. */
export const NETWORK_INPUTS = {
  region: required(text(regionId), 'Linode region of the VPC.'),
  tags: optional(list(text()), 'Linode tags of the firewall and of the zone.', []),
  vpc: optional(vpc, 'VPC of the nodes, for LKE Enterprise; null for none. A change replaces it.'),
  firewall: optional(firewall, 'Cloud firewall; null for none. It protects nothing until it is attached.'),
  dns: optional(dns, 'DNS zone at Linode; null for none.'),
};

export type NetworkProps = PropsOf<typeof NETWORK_INPUTS>;
