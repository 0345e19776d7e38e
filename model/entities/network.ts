import { z } from 'zod';
import * as limits from '../limits';
import { entity } from '../entity';
import { documented } from '../field';
import { ALLOWED_PORTS } from '../ports';
import { email, ipv4Cidr, ipv6Cidr, text } from '../values';

/** What a firewall can be attached to (docs/linode-notes.md). */
export const FIREWALL_ATTACHMENTS = ['nodebalancer', 'cloud-firewall-controller', 'node-pools'] as const;

/** Protocols of a firewall rule. */
export const FIREWALL_PROTOCOLS = ['TCP', 'UDP', 'ICMP', 'IPENCAP'] as const;

/** Those of them that have no ports. */
export const PORTLESS_PROTOCOLS: readonly string[] = ['ICMP', 'IPENCAP'];

/** Most rules of a firewall, those of both directions together (Linode API, POST /networking/firewalls). */
export const MAX_FIREWALL_RULES = 25;

/** Most networks of a firewall rule, IPv4 and IPv6 together (Linode API, PUT /networking/firewalls/{id}/rules). */
export const MAX_RULE_NETWORKS = 255;

/** Times to live, in seconds, that Linode's DNS does not round. */
export const DNS_TTLS = [
  30, 120, 300, 3600, 7200, 14400, 28800, 57600, 86400, 172800, 345600, 604800, 1209600, 2419200,
] as const;

/** Linode's own default. It is written out, because a zone from which another value is taken away would keep that. */
const DEFAULT_DNS_TTL = 86400;

const vpc = entity({
  name: 'Vpc',
  about: 'VPC of the nodes, on the enterprise tier. It cannot be changed without a new cluster.',
  desired: {
    label: documented(text(limits.vpcLabel).optional(), {
      about: 'Label of the VPC and of its subnet',
      allowed: limits.vpcLabel.allowed,
      default: "the platform's name",
      source: limits.vpcLabel.source,
    }),
    subnet: documented(ipv4Cidr, {
      about: 'IPv4 network of the nodes',
      allowed: 'a private network (RFC 1918) of /13 or /14, such as 10.0.0.0/14',
      source: 'docs/linode-notes.md (LKE Enterprise makes a VPC of its own for any other size)',
    }),
  },
});

const firewallRule = entity({
  name: 'FirewallRule',
  about: 'Traffic that is let through or dropped.',
  desired: {
    label: documented(text(limits.firewallRuleLabel), {
      about: 'Label of the rule',
      allowed: limits.firewallRuleLabel.allowed,
      source: limits.firewallRuleLabel.source,
    }),
    action: documented(z.enum(['ACCEPT', 'DROP']).default('ACCEPT'), {
      about: 'What happens to the traffic',
      allowed: 'ACCEPT or DROP',
      source: 'linode_firewall',
    }),
    protocol: documented(z.enum(FIREWALL_PROTOCOLS).default('TCP'), {
      about: 'Protocol',
      allowed: FIREWALL_PROTOCOLS.join(', '),
      source: 'linode_firewall',
    }),
    ports: documented(z.string().min(1).optional(), {
      about: 'Ports and ranges of ports, with commas between them',
      allowed: `${ALLOWED_PORTS}; none for ICMP and IPENCAP`,
      default: 'all ports: 1-65535; none for ICMP and IPENCAP',
      source: 'Linode API, PUT /networking/firewalls/{id}/rules',
    }),
    ipv4: documented(z.array(ipv4Cidr).min(1).optional(), {
      about: 'IPv4 networks on the other side',
      allowed: `a list of at least one network in CIDR notation without host bits, at most ${MAX_RULE_NETWORKS} with those of ipv6`,
      default: '0.0.0.0/0 where ipv6 is not given either',
      source: 'linode_firewall',
    }),
    ipv6: documented(z.array(ipv6Cidr).min(1).optional(), {
      about: 'IPv6 networks on the other side',
      allowed: `a list of at least one network in CIDR notation without host bits, at most ${MAX_RULE_NETWORKS} with those of ipv4`,
      default: '::/0 where ipv4 is not given either',
      source: 'linode_firewall',
    }),
  },
});

const firewall = entity({
  name: 'Firewall',
  about: 'Cloud firewall in front of the platform.',
  desired: {
    label: documented(text(limits.firewallLabel).optional(), {
      about: 'Label of the firewall',
      allowed: limits.firewallLabel.allowed,
      default: "the platform's name and -fw",
      source: limits.firewallLabel.source,
    }),
    attachedTo: documented(z.enum(FIREWALL_ATTACHMENTS), {
      about: 'What the firewall protects; an unattached one protects nothing',
      allowed:
        'nodebalancer (by the annotation firewall-id), cloud-firewall-controller, or node-pools on the enterprise tier',
      fix: 'write attachedTo: nodebalancer',
      source: 'docs/linode-notes.md',
    }),
    inbound: documented(z.array(firewallRule.schema).optional(), {
      about: 'Rules for traffic that comes in, first match first',
      allowed: `a list of {label, action, protocol, ports, ipv4, ipv6}, no label twice, at most ${MAX_FIREWALL_RULES} in both directions`,
      default: 'TCP 80 and 443 from everywhere in front of a NodeBalancer, nothing more than nodeRules at nodes',
      source: 'linode_firewall',
    }),
    nodeRules: documented(z.boolean().default(true), {
      about:
        'Whether the rules that nodes need of each other and of NodeBalancers stand before those of inbound, where the firewall protects nodes',
      allowed: 'true, or false where inbound has them itself',
      source: 'docs/linode-notes.md',
    }),
    outbound: documented(z.array(firewallRule.schema).default([]), {
      about: 'Rules for traffic that goes out, first match first',
      allowed: `a list of {label, action, protocol, ports, ipv4, ipv6}, no label twice, at most ${MAX_FIREWALL_RULES} in both directions`,
      source: 'linode_firewall',
    }),
    inboundPolicy: documented(z.enum(['ACCEPT', 'DROP']).default('DROP'), {
      about: 'What happens to incoming traffic that no rule names',
      allowed: 'ACCEPT or DROP',
      source: 'linode_firewall',
    }),
    outboundPolicy: documented(z.enum(['ACCEPT', 'DROP']).default('ACCEPT'), {
      about: 'What happens to outgoing traffic that no rule names',
      allowed: 'ACCEPT or DROP',
      source: 'linode_firewall',
    }),
  },
});

const dns = entity({
  name: 'Dns',
  about: 'DNS zone at Linode, in which the environments have their domains.',
  desired: {
    zone: documented(text(limits.domainName), {
      about: 'Domain name of the zone',
      allowed: limits.domainName.allowed,
      source: 'linode_domain',
    }),
    soaEmail: documented(email, {
      about: 'E-mail address of the zone',
      allowed: 'an e-mail address',
      source: 'linode_domain (required for a master zone)',
    }),
    ttlSeconds: documented(z.int().default(DEFAULT_DNS_TTL), {
      about: 'Default time to live of records, in seconds',
      allowed: DNS_TTLS.join(', '),
      source: 'docs/linode-notes.md (Linode rounds other values)',
    }),
  },
});

/** Network around the cluster. */
export const network = entity({
  name: 'Network',
  about: 'VPC, firewall and DNS zone of the platform.',
  desired: {
    vpc: documented(vpc.schema.optional(), {
      about: 'VPC of the nodes, on the enterprise tier',
      allowed: '{label, subnet}, on the enterprise tier only',
      default: 'none; LKE Enterprise makes one of its own',
      source: 'Linode API, POST /lke/clusters',
    }),
    firewall: documented(firewall.schema.optional(), {
      about: 'Cloud firewall',
      allowed: '{attachedTo, inbound, nodeRules, outbound, inboundPolicy, outboundPolicy, label}',
      default: 'none',
      source: 'linode_firewall',
    }),
    dns: documented(dns.schema.optional(), {
      about: 'DNS zone',
      allowed: '{zone, soaEmail, ttlSeconds}',
      default: 'none; the zone is kept elsewhere',
      source: 'linode_domain',
    }),
  },
  observed: {
    nodeBalancerId: {
      about: 'NodeBalancer of the ingress',
      seeWith: 'kubectl get service -n ingress -o wide',
    },
  },
});
