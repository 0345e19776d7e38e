import { fits } from '../limit';
import { vpcSubnet as subnetOfVpc } from '../limits';
import { nodeRulesOf } from '../derive/firewall';
import { DNS_TTLS, MAX_FIREWALL_RULES, MAX_RULE_NETWORKS } from '../entities/network';
import { ALLOWED_PORTS, problemOfPorts } from '../ports';
import type { Rule } from './rule';
import { firewallFits, networksFit, portsOfProtocol } from './shared';
import { duplicatesOf, entriesOf } from './walk';

export const vpcSubnet: Rule = {
  id: 'vpc-subnet',
  about: 'The subnet of the VPC is private and of a size LKE Enterprise takes',
  source: 'docs/linode-notes.md',
  check({ network }, report) {
    const subnet = network?.vpc?.subnet;
    if (subnet === undefined || fits(subnetOfVpc, subnet)) return;
    report(['network', 'vpc', 'subnet'], {
      what: `${subnet} is not a network that LKE Enterprise takes, and a VPC cannot be changed later`,
      allowed: 'a private network (10.0.0.0/8 or 172.16.0.0/12) of /13 or /14',
      fix: 'write for example 10.0.0.0/14',
    });
  },
};

export const firewallRules: Rule = {
  id: 'firewall-rules',
  about: 'Ports of a firewall rule can be read, and stand only where the protocol has ports',
  source: 'Linode API, PUT /networking/firewalls/{id}/rules',
  check({ network }, report) {
    for (const direction of ['inbound', 'outbound'] as const) {
      const rules = entriesOf(['network', 'firewall', direction], network?.firewall?.[direction]);
      for (const { entry, first } of duplicatesOf(rules, ({ entry }) => entry.label)) {
        report([...entry.path, 'label'], {
          what: `the label ${String(entry.entry.label)} is already used by ${direction} rule ${first.index + 1}`,
          allowed: 'a label that no other rule has',
          fix: 'give one of them another label',
        });
      }
      for (const { path, entry } of rules) {
        if (entry.ports === undefined) continue;
        const portless = entry.protocol !== undefined && !portsOfProtocol.holds(entry.protocol, entry.ports);
        const problem = portless
          ? { what: `${String(entry.protocol)} has no ports`, fix: 'remove ports' }
          : problemOfPorts(entry.ports);
        if (problem) report([...path, 'ports'], { ...problem, allowed: portless ? 'no ports' : ALLOWED_PORTS });
      }
    }
  },
};

export const firewallNetworks: Rule = {
  id: 'firewall-networks',
  about: `A firewall rule names at most ${MAX_RULE_NETWORKS} networks, IPv4 and IPv6 together`,
  source: 'Linode API, PUT /networking/firewalls/{id}/rules',
  check({ network }, report) {
    for (const direction of ['inbound', 'outbound'] as const) {
      const rules = entriesOf(['network', 'firewall', direction], network?.firewall?.[direction]);
      for (const { path, entry } of rules) {
        if (networksFit.holds(entry.ipv4 ?? [], entry.ipv6 ?? [])) continue;
        const [ipv4, ipv6] = [entry.ipv4?.length ?? 0, entry.ipv6?.length ?? 0];
        report([...path, ipv4 >= ipv6 ? 'ipv4' : 'ipv6'], {
          what: `the rule ${String(entry.label)} names more networks than Linode takes in one rule`,
          given: `${ipv4} IPv4 and ${ipv6} IPv6 networks`,
          allowed: `at most ${MAX_RULE_NETWORKS} networks in ipv4 and ipv6 together`,
          fix: 'put neighbouring networks into a larger one, or some of them into a rule of their own',
        });
      }
    }
  },
};

export const firewallSize: Rule = {
  id: 'firewall-size',
  about: `A firewall has at most ${MAX_FIREWALL_RULES} rules, and in front of a NodeBalancer only inbound ones work`,
  source: 'Linode API, POST /networking/firewalls',
  check({ network }, report) {
    const { attachedTo, inbound = [], outbound = [], outboundPolicy } = network?.firewall ?? {};
    const ours = nodeRulesOf(network?.firewall ?? {}, network?.vpc?.subnet);
    if (!firewallFits.holds([...ours, ...inbound], outbound)) {
      const given = `${inbound.length} inbound and ${outbound.length} outbound rules`;
      report(['network', 'firewall'], {
        what: 'the firewall has more rules than Linode takes',
        given: ours.length > 0 ? `${given}, and ${ours.length} that nodes need (nodeRules)` : given,
        allowed: `at most ${MAX_FIREWALL_RULES} rules in both directions together`,
        fix: 'put networks or ports of several rules into one',
      });
    }
    const without = outbound.length > 0 ? 'outbound' : outboundPolicy === 'DROP' ? 'outboundPolicy' : undefined;
    if (attachedTo !== 'nodebalancer' || !without) return;
    report(['network', 'firewall', without], {
      severity: 'warning',
      what: 'Linode applies only inbound rules to a NodeBalancer, so this does nothing',
      allowed: 'nothing here where attachedTo is nodebalancer',
      fix: `remove ${without}`,
    });
  },
};

export const nodeFirewall: Rule = {
  id: 'node-firewall',
  about: 'A firewall at the nodes keeps the labels of their rules free, and lets nodes reach something',
  source: 'docs/linode-notes.md',
  check({ network }, report) {
    const { firewall, vpc } = network ?? {};
    const ours = new Set(nodeRulesOf(firewall ?? {}, vpc?.subnet).map(({ label }) => label));
    for (const { path, entry } of entriesOf(['network', 'firewall', 'inbound'], firewall?.inbound)) {
      if (entry.label === undefined || !ours.has(entry.label)) continue;
      report([...path, 'label'], {
        what: `the label ${entry.label} is already used by a rule that nodes need`,
        allowed: `another label than ${[...ours].join(', ')}`,
        fix: 'give it another label, or write nodeRules: false and list all that nodes need',
      });
    }
    const atNodes = firewall?.attachedTo !== undefined && firewall.attachedTo !== 'nodebalancer';
    const letsOut = firewall?.outbound?.some((rule) => rule?.action === 'ACCEPT') ?? false;
    if (!atNodes || firewall.outboundPolicy !== 'DROP' || letsOut) return;
    report(['network', 'firewall', 'outboundPolicy'], {
      what: 'nodes behind this firewall reach nothing: no control plane, no registry',
      allowed: 'ACCEPT, or DROP beside outbound rules that accept what nodes need',
      fix: 'write outboundPolicy: ACCEPT',
    });
  },
};

export const nodeFirewallKnowsVpc: Rule = {
  id: 'node-firewall-knows-vpc',
  about: 'A firewall at nodes of LKE Enterprise knows the VPC of the nodes, all traffic inside which it lets through',
  source: 'docs/linode-notes.md (LKE Enterprise makes a VPC of its own where none is named)',
  check({ cluster, network }, report) {
    const { firewall, vpc } = network ?? {};
    const hasNodeRules = nodeRulesOf(firewall ?? {}).length > 0;
    if (cluster?.tier !== 'enterprise' || !hasNodeRules || vpc !== undefined) return;
    report(['network', 'firewall', 'attachedTo'], {
      what: 'Linode would make a VPC for the nodes, whose addresses this firewall does not know and would drop',
      allowed: 'a firewall at nodes beside network.vpc, or one with nodeRules: false and every rule that nodes need',
      fix: 'add network.vpc: {subnet: 10.0.0.0/14}',
    });
  },
};

export const dnsTtl: Rule = {
  id: 'dns-ttl',
  about: 'The time to live of a zone is one that Linode does not round',
  source: 'linode_domain; docs/linode-notes.md',
  check({ network }, report) {
    const ttl = network?.dns?.ttlSeconds;
    if (ttl === undefined || DNS_TTLS.some((allowed) => allowed === ttl)) return;
    const near = DNS_TTLS.reduce((best, next) => (Math.abs(next - ttl) < Math.abs(best - ttl) ? next : best));
    report(['network', 'dns', 'ttlSeconds'], {
      what: `Linode would round ${ttl} seconds to another value`,
      allowed: DNS_TTLS.join(', '),
      fix: `write ${near}`,
    });
  },
};
