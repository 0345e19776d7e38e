import * as ipaddr from 'ipaddr.js';
import { DNS_TTLS, MAX_PORT_ENTRIES } from '../entities/network';
import type { Rule } from './rule';
import { duplicatesOf, entriesOf } from './walk';

const VPC_PREFIXES = [13, 14];

export const vpcSubnet: Rule = {
  id: 'vpc-subnet',
  about: 'The subnet of the VPC is private and of a size LKE Enterprise takes',
  source: 'docs/linode-notes.md',
  check({ network }, report) {
    const subnet = network?.vpc?.subnet;
    if (subnet === undefined) return;
    const [address, prefix] = ipaddr.IPv4.parseCIDR(subnet);
    if (address.range() === 'private' && VPC_PREFIXES.includes(prefix)) return;
    report(['network', 'vpc', 'subnet'], {
      what: `${subnet} is no network LKE Enterprise takes, and a VPC cannot be changed later`,
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
          what: `${direction} rule ${first.index + 1} is called ${String(entry.entry.label)}, too`,
          allowed: 'a label that no other rule has',
          fix: 'give one of them another label',
        });
      }
      for (const { path, entry } of rules) {
        if (entry.ports === undefined) continue;
        const portless = entry.protocol === 'ICMP' || entry.protocol === 'IPENCAP';
        const fault = portless ? `${entry.protocol} has no ports` : faultOfPorts(entry.ports);
        if (!fault) continue;
        report([...path, 'ports'], {
          what: fault,
          allowed: portless
            ? 'no ports'
            : `at most ${MAX_PORT_ENTRIES} ports or ranges from 1 to 65535, such as "80, 443, 8000-8080"`,
          fix: portless
            ? 'remove ports'
            : 'write ports and ranges with commas between them, each range from low to high',
        });
      }
    }
  },
};

function faultOfPorts(ports: string): string | undefined {
  const entries = ports.split(',').map((entry) => entry.trim());
  if (entries.length > MAX_PORT_ENTRIES) return `${entries.length} ports are more than Linode takes in one rule`;
  const bad = entries.find((entry) => {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(entry);
    if (!match) return true;
    const low = Number(match[1]);
    const high = Number(match[2] ?? match[1]);
    return low < 1 || high > 65535 || low > high;
  });
  return bad === undefined ? undefined : `"${bad}" is no port and no range of ports`;
}

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
