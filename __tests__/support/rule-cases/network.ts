import { network } from '../../../publish/modules/network';
import { both, casesOf, ENTERPRISE_FILE, NETWORKS, type RuleCase } from './rule-case';

const net = casesOf(network);

const WEB = { label: 'allow-web', protocol: 'TCP', ports: '80', ipv4: NETWORKS };
/** Inputs that are accepted. */
export const NETWORK = {
  region: 'nl-ams',
  firewall: { label: 'shop', inbound: [WEB], outbound: [WEB] },
  dns: { zone: 'shop.example.com', soaEmail: 'platform@example.com' },
};

/** So many networks of a version of IP. */
const networksOf = (count: number, version: 4 | 6 = 4) =>
  Array.from({ length: count }, (_, index) => (version === 4 ? `10.0.${index}.0/24` : `2001:db8:0:${index + 1}::/64`));

const VPC = { label: 'shop', subnet: '10.0.0.0/14' };

export const REFUSED: readonly RuleCase[] = [
  net(/^A VPC is in a region/, { region: null, vpc: VPC }),
  net(/^vpc\.ipv6 must be one of/, { vpc: { ...VPC, ipv6: '/64' } }),
  net(/^vpc\.subnets.*\.ipv4 must be an IPv4 network/, { vpc: { ...VPC, subnets: { a: { ipv4: '10.4.0.1/24' } } } }),
  net(/^Each key of vpc\.subnets must be/, { vpc: { ...VPC, subnets: { 'a.b': { ipv4: '10.4.0.0/24' } } } }),
  net(/Set ipv6 of the VPC/, { vpc: { ...VPC, subnets: { a: { ipv4: '10.4.0.0/24', ipv6: true } } } }),
  net(/^firewall\.inbound.*\.description must be/, { 'firewall.inbound.0.description': 'a'.repeat(101) }),
  net(/^firewall\.outbound.*\.description must be/, { 'firewall.outbound.0.description': '' }),
  ...both(net, /^region must be an id/, 'region', 'cluster.region', 'nl_ams'),
  ...['192.168.0.0/16', '10.0.0.0/16', '172.32.0.0/14', '10.1.0.0/14'].map((subnet) =>
    net(
      /^vpc\.subnet must be/,
      { vpc: { label: 'shop', subnet } },
      { ...ENTERPRISE_FILE, 'network.vpc': { label: 'shop', subnet } },
    ),
  ),
  net(
    /^vpc\.label must be/,
    { vpc: { label: 'a--b', subnet: '10.0.0.0/14' } },
    { ...ENTERPRISE_FILE, 'network.vpc': { label: 'a--b', subnet: '10.0.0.0/14' } },
  ),
  ...both(net, /^firewall\.label must be/, 'firewall.label', 'network.firewall.label', 'ab', '-ab'),
  ...both(net, /^firewall\.inbound_policy must be/, 'firewall.inboundPolicy', 'network.firewall.inboundPolicy', 'DENY'),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.label must/,
    'firewall.inbound.0.label',
    'network.firewall.inbound.0.label',
    'x',
  ),
  ...both(
    net,
    /^firewall\.outbound_policy must be/,
    'firewall.outboundPolicy',
    'network.firewall.outboundPolicy',
    'accept',
  ),
  ...both(
    net,
    /^firewall\.outbound\[\*\]\.label must/,
    'firewall.outbound.0.label',
    'network.firewall.outbound.0.label',
    '-ab',
  ),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.action must/,
    'firewall.inbound.0.action',
    'network.firewall.inbound.0.action',
    'REJECT',
  ),
  ...both(
    net,
    /^firewall\.outbound\[\*\]\.action must/,
    'firewall.outbound.0.action',
    'network.firewall.outbound.0.action',
    'accept',
  ),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.protocol must/,
    'firewall.inbound.0.protocol',
    'network.firewall.inbound.0.protocol',
    'GRE',
  ),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.ports must/,
    'firewall.inbound.0.ports',
    'network.firewall.inbound.0.ports',
    '0',
    '65536',
    '90-80',
    '80-80',
    '080',
    '1-2,3-4,5-6,7-8,9-10,11-12,13-14,15-16',
    '80-',
    'http',
    '80,,443',
    Array.from({ length: 16 }, (_, index) => index + 1).join(','),
  ),
  ...both(
    net,
    /^firewall\.outbound\[\*\]\.protocol must/,
    'firewall.outbound.0.protocol',
    'network.firewall.outbound.0.protocol',
    'tcp',
  ),
  ...both(
    net,
    /^firewall\.outbound\[\*\]\.ports must/,
    'firewall.outbound.0.ports',
    'network.firewall.outbound.0.ports',
    '80;443',
  ),
  ...['inbound', 'outbound'].flatMap((direction) =>
    ['ICMP', 'IPENCAP'].map((protocol) =>
      net(
        new RegExp(`^firewall\\.${direction}\\[\\*\\]: .*Remove ports from such rules`),
        { [`firewall.${direction}.0.protocol`]: protocol },
        { [`network.firewall.${direction}.0.protocol`]: protocol, [`network.firewall.${direction}.0.ports`]: '80' },
      ),
    ),
  ),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.ipv4\[\*\] must/,
    'firewall.inbound.0.ipv4',
    'network.firewall.inbound.0.ipv4',
    ['10.0.0.1/8'],
  ),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.ipv6\[\*\] must/,
    'firewall.inbound.0.ipv6',
    'network.firewall.inbound.0.ipv6',
    ['::1/64'],
  ),
  ...both(
    net,
    /^firewall\.outbound\[\*\]\.ipv4\[\*\] must/,
    'firewall.outbound.0.ipv4',
    'network.firewall.outbound.0.ipv4',
    ['all'],
  ),
  ...both(
    net,
    /^firewall\.outbound\[\*\]\.ipv6\[\*\] must/,
    'firewall.outbound.0.ipv6',
    'network.firewall.outbound.0.ipv6',
    NETWORKS,
  ),
  net(/^firewall\.inbound\[\*\]: .*Set ipv4 or ipv6/, { 'firewall.inbound.0.ipv4': null }),
  net(
    /^firewall\.inbound\[\*\]: .*Set ipv4 or ipv6/,
    { 'firewall.inbound.0.ipv4': [] },
    { 'network.firewall.inbound.0.ipv4': [] },
  ),
  net(
    /^firewall\.outbound\[\*\]: .*Set ipv4 or ipv6/,
    { 'firewall.outbound.0.ipv4': [] },
    { 'network.firewall.outbound.0.ipv4': [] },
  ),
  ...['inbound', 'outbound'].map((direction) =>
    net(
      new RegExp(`^firewall\\.${direction}\\[\\*\\]: A rule names at most 255 networks`),
      { [`firewall.${direction}.0.ipv4`]: networksOf(200), [`firewall.${direction}.0.ipv6`]: networksOf(56, 6) },
      { [`network.firewall.${direction}.0.ipv4`]: networksOf(256) },
    ),
  ),
  ...both(net, /Give each of inbound a label of its own/, 'firewall.inbound', 'network.firewall.inbound', [WEB, WEB]),
  ...both(net, /Give each of outbound a label of its own/, 'firewall.outbound', 'network.firewall.outbound', [
    WEB,
    WEB,
  ]),
  ...both(
    net,
    /^firewall: A firewall has at most 25 rules/,
    'firewall.inbound',
    'network.firewall.inbound',
    Array.from({ length: 25 }, (_, index) => ({ ...WEB, label: `allow-${index}` })),
  ),
  ...both(net, /^dns\.zone must be/, 'dns.zone', 'network.dns.zone', 'shop', 'Shop.example.com'),
  ...both(net, /^dns\.soa_email must be/, 'dns.soaEmail', 'network.dns.soaEmail', 'platform', 'a..b@example.com'),
  ...both(net, /^dns\.ttl_seconds must be one of/, 'dns.ttlSeconds', 'network.dns.ttlSeconds', 100),
];

export const ACCEPTED: readonly RuleCase[] = [
  net(/never/, {}, {}),
  ...both(
    net,
    /never/,
    'firewall.inbound',
    'network.firewall.inbound',
    Array.from({ length: 24 }, (_, index) => ({ ...WEB, label: `allow-${index}` })),
  ),
  net(/never/, { 'firewall.inbound.0.ipv4': networksOf(255) }, { 'network.firewall.inbound.0.ipv4': networksOf(255) }),
  net(/never/, { firewall: null, dns: null }, {}),
  net(/never/, { 'firewall.inbound.0.ipv4': [], 'firewall.inbound.0.ipv6': ['::/0'] }, {}),
  ...both(
    net,
    /never/,
    'firewall.inbound.0.ports',
    'network.firewall.inbound.0.ports',
    '1',
    ' 80 , 443-444,8000-65535',
    Array.from({ length: 15 }, (_, index) => index + 1).join(','),
  ),
  ...both(net, /never/, 'dns.ttlSeconds', 'network.dns.ttlSeconds', 30, 2419200),
  ...both(net, /never/, 'dns.soaEmail', 'network.dns.soaEmail', "o'brien+dns@a-b.example.com"),
];
