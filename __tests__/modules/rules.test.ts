import { loadPlatform } from '../../model/load';
import type { ModuleDefinition } from '../../publish/modules/definition';
import { lkeCluster } from '../../publish/modules/lke-cluster';
import { network } from '../../publish/modules/network';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../support/engine-suite';
import type { Props } from '../support/module-call';
import { refusalsOf, type Calls } from '../support/module-calls';
import { startStandIn } from '../support/stand-in/start';

jest.setTimeout(ENGINE_TIMEOUT_MS);

/** The same value as an input of a module and as a field of a platform file, each by its path. */
interface Case {
  readonly module: ModuleDefinition;
  readonly inputs: Props;
  /** @default - a platform file has no such field */
  readonly file?: Props;
  /** A part of what the module says. */
  readonly message: RegExp;
}

const NETWORKS = ['203.0.113.0/24'];
const POOL = { type: 'g6-standard-4', nodeCount: 3 };
const CLUSTER = {
  label: 'shop',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: NETWORKS },
  systemPool: POOL,
  nodePools: { web: POOL },
};
const WEB = { label: 'allow-web', protocol: 'TCP', ports: '80', ipv4: NETWORKS };
const NETWORK = {
  region: 'nl-ams',
  firewall: { label: 'shop', inbound: [WEB], outbound: [WEB] },
  dns: { zone: 'shop.example.com', soaEmail: 'platform@example.com' },
};
const FILE = {
  apiVersion: 'lke-platform.io/v1',
  name: 'shop',
  owners: ['platform@example.com'],
  cluster: { region: 'nl-ams', kubernetesVersion: '1.34', controlPlaneAcl: { ipv4: NETWORKS } },
  network: { firewall: { ...NETWORK.firewall, attachedTo: 'nodebalancer' }, dns: NETWORK.dns },
  environments: {
    system: { nodePools: [{ name: 'first', instanceType: 'g6-standard-4', count: 3, maxCount: 5 }] },
    production: { nodePools: [{ name: 'web', instanceType: 'g6-dedicated-8', count: 3, maxCount: 5 }] },
  },
};
const ENTERPRISE = { tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
const ENTERPRISE_FILE = { 'cluster.tier': 'enterprise', 'cluster.kubernetesVersion': 'v1.33.6+lke7' };

const cluster = (message: RegExp, inputs: Props, file?: Props): Case => ({ module: lkeCluster, message, inputs, ...(file && { file }) });
const net = (message: RegExp, inputs: Props, file?: Props): Case => ({ module: network, message, inputs, ...(file && { file }) });

/** A field that has the same limits in the module and in the file. */
const both = (make: typeof cluster, message: RegExp, input: string, field: string, ...values: unknown[]) =>
  values.map((value) => make(message, { [input]: value }, { [field]: value }));

const FIRST = 'environments.system.nodePools.0';
const WEB_POOL = 'environments.production.nodePools.0';
const longLabel = 'a'.repeat(33);
const taint = (over: Props) => [{ key: 'example.com/a', value: 'b', effect: 'NoSchedule', ...over }];

const REFUSED: readonly Case[] = [
  ...both(cluster, /^label must be letters/, 'label', 'cluster.label', 'ab', longLabel, 'a_b'),
  ...both(cluster, /^region must be an id/, 'region', 'cluster.region', 'NL', 'netherlands'),
  ...both(cluster, /standard tier, kubernetes_version/, 'kubernetesVersion', 'cluster.kubernetesVersion', '1.34.1', 'latest'),
  cluster(/enterprise tier, kubernetes_version/, { tier: 'enterprise' }, { 'cluster.tier': 'enterprise' }),
  ...both(cluster, /^tier must be one of/, 'tier', 'cluster.tier', 'gold'),
  cluster(
    /always redundant/,
    { ...ENTERPRISE, highAvailability: false },
    { ...ENTERPRISE_FILE, 'cluster.highAvailability': false },
  ),
  cluster(/Only LKE Enterprise has audit logs/, { auditLogsEnabled: true }, { 'cluster.auditLogs': true }),
  cluster(/Only LKE Enterprise has nodes in a VPC/, { vpcId: 1, subnetId: 2 }, { 'network.vpc': { subnet: '10.0.0.0/14' } }),
  cluster(/Set vpc_id and subnet_id, or neither/, { ...ENTERPRISE, vpcId: 1 }),
  cluster(/Set vpc_id and subnet_id, or neither/, { ...ENTERPRISE, subnetId: 1 }),

  ...both(
    cluster,
    /^control_plane_acl\.ipv4\[\*\] must be an IPv4 network/,
    'controlPlaneAcl.ipv4',
    'cluster.controlPlaneAcl.ipv4',
    ['203.0.113.7/24'],
    ['203.0.113.7'],
    ['2001:db8::/32'],
    ['010.0.0.0/8'],
    [...NETWORKS, 'all'],
  ),
  ...both(
    cluster,
    /^control_plane_acl\.ipv6\[\*\] must be an IPv6 network/,
    'controlPlaneAcl.ipv6',
    'cluster.controlPlaneAcl.ipv6',
    ['2001:0db8::/32'],
    ['2001:db8::1/32'],
    ['2001:DB8::/32'],
    NETWORKS,
  ),
  ...both(cluster, /The ACL is on, but lists no network/, 'controlPlaneAcl.ipv4', 'cluster.controlPlaneAcl.ipv4', []),
  ...both(cluster, /refuses networks while the ACL is off/, 'controlPlaneAcl.enabled', 'cluster.controlPlaneAcl.enabled', false),
  cluster(
    /does not work without the ACL/,
    { ...ENTERPRISE, controlPlaneAcl: { enabled: false } },
    { ...ENTERPRISE_FILE, 'cluster.controlPlaneAcl': { enabled: false } },
  ),

  ...both(cluster, /^system_pool\.type must be an id/, 'systemPool.type', `${FIRST}.instanceType`, 'big', 'G6-standard-4'),
  ...both(cluster, /^system_pool\.node_count must be a whole number/, 'systemPool.nodeCount', `${FIRST}.count`, 0, 101, 1.5),
  cluster(/Set node_count or autoscaler, not both/, { 'systemPool.autoscaler': { min: 1, max: 2 } }),
  cluster(/Set node_count or autoscaler, not both/, { systemPool: { type: 'g6-standard-4' } }),
  cluster(
    /Raise max, or lower min/,
    { systemPool: { type: 'g6-standard-4', autoscaler: { min: 4, max: 3 } } },
    { [`${FIRST}.count`]: 4, [`${FIRST}.maxCount`]: 3 },
  ),
  cluster(
    /^system_pool\.autoscaler\.max must be a whole number/,
    { systemPool: { type: 'g6-standard-4', autoscaler: { min: 4, max: 101 } } },
    { [`${FIRST}.count`]: 4, [`${FIRST}.maxCount`]: 101 },
  ),
  cluster(/^system_pool\.label must be lower-case/, { 'systemPool.label': 'System' }, { [`${FIRST}.name`]: 'System' }),
  ...both(
    cluster,
    /^Each key of system_pool\.labels must be/,
    'systemPool.labels',
    `${FIRST}.labels`,
    { 'kubernetes.io/role': 'x' },
    { 'lke.linode.com/pool': 'x' },
    { '-a': 'x' },
  ),
  ...both(cluster, /^system_pool\.labels\[\*\] must be/, 'systemPool.labels', `${FIRST}.labels`, { a: 'b c' }),

  ...both(cluster, /^node_pools\[\*\]\.type must be/, 'nodePools.web.type', `${WEB_POOL}.instanceType`, 'big'),
  ...both(cluster, /^node_pools\[\*\]\.node_count must be/, 'nodePools.web.nodeCount', `${WEB_POOL}.count`, 0),
  cluster(
    /Raise max, or lower min/,
    { 'nodePools.web': { type: 'g6-standard-4', autoscaler: { min: 4, max: 3 } } },
    { [`${WEB_POOL}.count`]: 4, [`${WEB_POOL}.maxCount`]: 3 },
  ),
  ...both(cluster, /^node_pools\[\*\]\.taints\[\*\]\.key must/, 'nodePools.web.taints', `${WEB_POOL}.taints`, taint({ key: 'kubernetes.io/a' })),
  ...both(cluster, /^node_pools\[\*\]\.taints\[\*\]\.value must/, 'nodePools.web.taints', `${WEB_POOL}.taints`, taint({ value: '' })),
  ...both(cluster, /^node_pools\[\*\]\.taints\[\*\]\.effect must/, 'nodePools.web.taints', `${WEB_POOL}.taints`, taint({ effect: 'Never' })),
  ...both(
    cluster,
    /Only LKE Enterprise has pools with kubernetes_version/,
    'nodePools.web.kubernetesVersion',
    `${WEB_POOL}.kubernetesVersion`,
    'v1.33.6+lke7',
  ),
  ...both(
    cluster,
    /Only LKE Enterprise has pools with update_strategy/,
    'nodePools.web.updateStrategy',
    `${WEB_POOL}.updateStrategy`,
    'on_recycle',
  ),
  cluster(/Only LKE Enterprise has pools with firewall_id/, { 'nodePools.web.firewallId': 1 }, { 'network.firewall.attachedTo': 'node-pools' }),
  cluster(
    /^node_pools\[\*\]\.kubernetes_version must be/,
    { ...ENTERPRISE, 'nodePools.web.kubernetesVersion': '1.34' },
    { ...ENTERPRISE_FILE, [`${WEB_POOL}.kubernetesVersion`]: '1.34' },
  ),
  cluster(
    /^node_pools\[\*\]\.update_strategy must be/,
    { ...ENTERPRISE, 'nodePools.web.updateStrategy': 'never' },
    { ...ENTERPRISE_FILE, [`${WEB_POOL}.updateStrategy`]: 'never' },
  ),

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
  ...both(net, /^firewall\.inbound\[\*\]\.label must/, 'firewall.inbound.0.label', 'network.firewall.inbound.0.label', 'x'),
  ...both(net, /^firewall\.outbound\[\*\]\.action must/, 'firewall.outbound.0.action', 'network.firewall.outbound.0.action', 'accept'),
  ...both(net, /^firewall\.inbound\[\*\]\.protocol must/, 'firewall.inbound.0.protocol', 'network.firewall.inbound.0.protocol', 'GRE'),
  ...both(
    net,
    /^firewall\.inbound\[\*\]\.ports must/,
    'firewall.inbound.0.ports',
    'network.firewall.inbound.0.ports',
    '0',
    '65536',
    '90-80',
    '80-',
    'http',
    '80,,443',
    Array.from({ length: 16 }, (_, index) => index + 1).join(','),
  ),
  ...both(net, /Remove ports from such rules/, 'firewall.inbound.0.protocol', 'network.firewall.inbound.0.protocol', 'ICMP', 'IPENCAP'),
  ...both(net, /^firewall\.inbound\[\*\]\.ipv4\[\*\] must/, 'firewall.inbound.0.ipv4', 'network.firewall.inbound.0.ipv4', ['10.0.0.1/8']),
  net(/Set ipv4 or ipv6/, { 'firewall.inbound.0.ipv4': null }),
  ...both(net, /Give each a label of its own/, 'firewall.inbound', 'network.firewall.inbound', [WEB, WEB]),
  ...both(net, /^dns\.zone must be/, 'dns.zone', 'network.dns.zone', 'shop', 'Shop.example.com'),
  ...both(net, /^dns\.soa_email must be/, 'dns.soaEmail', 'network.dns.soaEmail', 'platform', 'a..b@example.com'),
  ...both(net, /^dns\.ttl_seconds must be one of/, 'dns.ttlSeconds', 'network.dns.ttlSeconds', 100),
];

const ACCEPTED: readonly Case[] = [
  cluster(/never/, {}, {}),
  ...both(cluster, /never/, 'label', 'cluster.label', 'abc', 'a'.repeat(32)),
  ...both(cluster, /never/, 'controlPlaneAcl', 'cluster.controlPlaneAcl', { enabled: false }, { ipv6: ['2001:db8::1/128'] }),
  ...both(cluster, /never/, 'controlPlaneAcl.ipv4', 'cluster.controlPlaneAcl.ipv4', ['0.0.0.0/0'], ['203.0.113.7/32']),
  ...both(cluster, /never/, 'nodePools.web.labels', `${WEB_POOL}.labels`, { a: '' }, { 'shop.example.com/a': 'B_c.d' }),
  ...both(cluster, /never/, 'nodePools.web.taints', `${WEB_POOL}.taints`, taint({}), taint({ effect: 'NoExecute' })),
  cluster(/never/, { systemPool: { type: 'g6-standard-4', autoscaler: { min: 3, max: 3 } } }, { [`${FIRST}.maxCount`]: 3 }),
  cluster(
    /never/,
    { ...ENTERPRISE, auditLogsEnabled: true, vpcId: 1, subnetId: 2, 'nodePools.web.updateStrategy': 'on_recycle' },
    {
      ...ENTERPRISE_FILE,
      'cluster.auditLogs': true,
      'network.vpc': { subnet: '172.16.0.0/13' },
      [`${WEB_POOL}.updateStrategy`]: 'on_recycle',
    },
  ),
  net(/never/, {}, {}),
  net(/never/, { firewall: null, dns: null }, {}),
  ...both(
    net,
    /never/,
    'firewall.inbound.0.ports',
    'network.firewall.inbound.0.ports',
    '1',
    ' 80 , 443-443,8000-65535',
    Array.from({ length: 15 }, (_, index) => index + 1).join(','),
  ),
  ...both(net, /never/, 'dns.ttlSeconds', 'network.dns.ttlSeconds', 30, 2419200),
  ...both(net, /never/, 'dns.soaEmail', 'network.dns.soaEmail', "o'brien+dns@a-b.example.com"),
];

/** Writes values into a copy of data, by dotted paths. */
function withValues(data: Props, values: Props): Props {
  const copy = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const owner = keys.reduce((inner, key) => (inner[key] ??= {}) as Record<string, unknown>, copy);
    owner[last] = value;
  }
  return copy;
}

const errorsInFile = ({ file = {} }: Case) =>
  loadPlatform(JSON.stringify(withValues(FILE, file)), { file: 'platform.yaml' }).problems.filter(
    ({ severity }) => severity === 'error',
  );

const nameOf = ({ inputs }: Case) => JSON.stringify(inputs);
const titled = (cases: readonly Case[]) => cases.map((one, index) => [nameOf(one), one, `case_${index}`] as const);
const callsOf = (cases: readonly Case[]): Calls =>
  Object.fromEntries(
    titled(cases).map(([, { module, inputs }, key]) => [
      key,
      [module, withValues(module === network ? NETWORK : CLUSTER, inputs)],
    ]),
  );

describe('the model', () => {
  it.each(titled(REFUSED.filter(({ file }) => file)))('refuses %s', (_, one) => {
    expect(errorsInFile(one)).not.toEqual([]);
  });

  it.each(titled(ACCEPTED))('accepts %s', (_, one) => {
    expect(errorsInFile(one)).toEqual([]);
  });
});

engineSuite('a module', () => {
  let refused: Record<string, string[]>;
  let accepted: Record<string, string[]>;
  beforeAll(async () => {
    const standIn = await startStandIn();
    try {
      refused = await refusalsOf(callsOf(REFUSED), standIn.env);
      accepted = await refusalsOf(callsOf(ACCEPTED), standIn.env);
    } finally {
      standIn.stop();
    }
  });

  it.each(titled(REFUSED))('refuses %s', (_, { message }, key) => {
    expect(refused[key]).toEqual([expect.stringMatching(message)]);
  });

  it.each(titled(ACCEPTED))('accepts %s', (_, __, key) => {
    expect(accepted[key]).toEqual([]);
  });
});
