import { lkeCluster } from '../../../publish/modules/lke-cluster';
import type { Props } from '../module-call';
import { both, casesOf, ENTERPRISE_FILE, NETWORKS, type RuleCase } from './rule-case';

const cluster = casesOf(lkeCluster);

const POOL = { type: 'g6-standard-4', nodeCount: 3 };
/** Inputs that are accepted. */
export const CLUSTER = {
  label: 'shop',
  region: 'nl-ams',
  kubernetesVersion: '1.34',
  controlPlaneAcl: { ipv4: NETWORKS },
  systemPool: POOL,
  nodePools: { web: POOL },
};

const ENTERPRISE = { tier: 'enterprise', kubernetesVersion: 'v1.33.6+lke7' };
const FIRST = 'environments.system.nodePools.0';
const WEB_POOL = 'environments.production.nodePools.0';
const LONG_LABEL = 'a'.repeat(33);
const taint = (over: Props) => [{ key: 'example.com/a', value: 'b', effect: 'NoSchedule', ...over }];

export const REFUSED: readonly RuleCase[] = [
  ...both(cluster, /^label must be letters/, 'label', 'cluster.label', '', LONG_LABEL, 'a b', '.a'),
  ...both(cluster, /^region must be an id/, 'region', 'cluster.region', 'NL', 'netherlands'),
  ...both(
    cluster,
    /standard tier, kubernetes_version/,
    'kubernetesVersion',
    'cluster.kubernetesVersion',
    '1.34.1',
    'latest',
  ),
  cluster(
    /enterprise tier, kubernetes_version/,
    { tier: 'enterprise' },
    { 'cluster.tier': 'enterprise', 'cluster.kubernetesVersion': '1.34' },
  ),
  ...both(cluster, /^tier must be one of/, 'tier', 'cluster.tier', 'gold'),
  cluster(
    /always redundant/,
    { ...ENTERPRISE, highAvailability: false },
    { ...ENTERPRISE_FILE, 'cluster.highAvailability': false },
  ),
  cluster(/Only LKE Enterprise has audit logs/, { auditLogsEnabled: true }, { 'cluster.auditLogs': true }),
  cluster(
    /Only LKE Enterprise has nodes in a VPC/,
    { vpcId: 1, subnetId: 2 },
    { 'network.vpc': { subnet: '10.0.0.0/14' } },
  ),
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
  ...both(
    cluster,
    /refuses networks while the ACL is off/,
    'controlPlaneAcl.enabled',
    'cluster.controlPlaneAcl.enabled',
    false,
  ),
  cluster(
    /does not work without the ACL/,
    { ...ENTERPRISE, controlPlaneAcl: { enabled: false } },
    { ...ENTERPRISE_FILE, 'cluster.controlPlaneAcl': { enabled: false } },
  ),

  ...both(
    cluster,
    /^system_pool\.type must be an id/,
    'systemPool.type',
    `${FIRST}.instanceType`,
    'big',
    'G6-standard-4',
  ),
  ...both(
    cluster,
    /^system_pool\.node_count must be a whole number/,
    'systemPool.nodeCount',
    `${FIRST}.count`,
    0,
    501,
    1.5,
  ),
  cluster(/The standard tier of LKE demands a pool inside the cluster/, { systemPool: null }),
  cluster(/Networks of an ACL that is kept elsewhere have no effect/, { 'controlPlaneAcl.managed': false }),
  cluster(/^stack_type must be one of/, { ...ENTERPRISE, stackType: 'ipv6' }),
  cluster(/Only LKE Enterprise has a choice of IP versions/, { stackType: 'ipv4' }),
  cluster(/Set node_count or autoscaler, not both/, { 'systemPool.autoscaler': { min: 1, max: 2 } }),
  cluster(/Set node_count or autoscaler, not both/, { systemPool: { type: 'g6-standard-4' } }),
  cluster(
    /Raise max, or lower min/,
    { systemPool: { type: 'g6-standard-4', autoscaler: { min: 4, max: 3 } } },
    { [`${FIRST}.count`]: 4, [`${FIRST}.maxCount`]: 3 },
  ),
  cluster(
    /^system_pool\.autoscaler\.max must be a whole number/,
    { systemPool: { type: 'g6-standard-4', autoscaler: { min: 4, max: 501 } } },
    { [`${FIRST}.count`]: 4, [`${FIRST}.maxCount`]: 501 },
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
  ...both(cluster, /^system_pool\.labels\[.+\] must be/, 'systemPool.labels', `${FIRST}.labels`, { a: 'b c' }),

  // A file may not taint that pool at all.
  cluster(/^system_pool\.taints\[\*\]\.key must/, { 'systemPool.taints': taint({ key: 'linode.com/a' }) }),
  cluster(/^system_pool\.taints\[\*\]\.value must/, { 'systemPool.taints': taint({ value: 'b c' }) }),
  cluster(/^system_pool\.taints\[\*\]\.effect must/, { 'systemPool.taints': taint({ effect: 'never' }) }),
  cluster(
    /^system_pool\.autoscaler\.min must be a whole number/,
    { systemPool: { type: 'g6-standard-4', autoscaler: { min: 0, max: 3 } } },
    { [`${FIRST}.count`]: 0 },
  ),
  ...both(cluster, /^node_pools\[.+\]\.type must be/, 'nodePools.web.type', `${WEB_POOL}.instanceType`, 'big'),
  ...both(cluster, /^node_pools\[.+\]\.node_count must be/, 'nodePools.web.nodeCount', `${WEB_POOL}.count`, 0),
  cluster(
    /Raise max, or lower min/,
    { 'nodePools.web': { type: 'g6-standard-4', autoscaler: { min: 4, max: 3 } } },
    { [`${WEB_POOL}.count`]: 4, [`${WEB_POOL}.maxCount`]: 3 },
  ),
  cluster(
    /^node_pools\[.+\]\.autoscaler\.min must be/,
    { 'nodePools.web': { type: 'g6-standard-4', autoscaler: { min: 0, max: 3 } } },
    { [`${WEB_POOL}.count`]: 0 },
  ),
  cluster(
    /^node_pools\[.+\]\.autoscaler\.max must be/,
    { 'nodePools.web': { type: 'g6-standard-4', autoscaler: { min: 1, max: 501 } } },
    { [`${WEB_POOL}.maxCount`]: 501 },
  ),
  cluster(/^node_pools\[.+\]: .*Set node_count or autoscaler\./, { 'nodePools.web': { type: 'g6-standard-4' } }),
  ...both(cluster, /^system_pool: .*at most 100 nodes/, 'systemPool.nodeCount', `${FIRST}.count`, 101),
  ...both(cluster, /^node_pools\[.+\]: .*at most 100 nodes/, 'nodePools.web.nodeCount', `${WEB_POOL}.count`, 101),
  cluster(
    /^node_pools\[.+\]: .*at most 100 nodes/,
    { 'nodePools.web': { type: 'g6-standard-4', autoscaler: { min: 3, max: 101 } } },
    { [`${WEB_POOL}.maxCount`]: 101 },
  ),
  cluster(/at most 250 nodes, all pools at their largest together/, {
    'systemPool.nodeCount': 51,
    'nodePools.web.nodeCount': 100,
    'nodePools.batch': { type: 'g6-standard-4', autoscaler: { min: 1, max: 100 } },
  }),
  ...both(
    cluster,
    /^system_pool\.disk_encryption must be/,
    'systemPool.diskEncryption',
    `${FIRST}.diskEncryption`,
    'on',
  ),
  ...both(
    cluster,
    /^node_pools\[.+\]\.disk_encryption must be/,
    'nodePools.web.diskEncryption',
    `${WEB_POOL}.diskEncryption`,
    'on',
  ),
  cluster(/Set node_count from min to max/, { 'nodePools.web.autoscaler': { min: 1, max: 2 } }),
  cluster(/^node_pools\[.+\]\.label must be/, { 'nodePools.web.label': 'Web' }, { [`${WEB_POOL}.name`]: 'Web' }),
  ...both(
    cluster,
    /^Each key of node_pools\[.+\]\.labels must be/,
    'nodePools.web.labels',
    `${WEB_POOL}.labels`,
    { 'kubernetes.io/role': 'x' },
    { 'a/b/c': 'x' },
  ),
  ...both(cluster, /^node_pools\[.+\]\.labels\[.+\] must be/, 'nodePools.web.labels', `${WEB_POOL}.labels`, {
    a: '-b',
  }),
  ...both(
    cluster,
    /^node_pools\[.+\]\.taints\[\*\]\.key must/,
    'nodePools.web.taints',
    `${WEB_POOL}.taints`,
    taint({ key: 'kubernetes.io/a' }),
  ),
  ...both(
    cluster,
    /^node_pools\[.+\]\.taints\[\*\]\.value must/,
    'nodePools.web.taints',
    `${WEB_POOL}.taints`,
    taint({ value: '' }),
  ),
  ...both(
    cluster,
    /^node_pools\[.+\]\.taints\[\*\]\.effect must/,
    'nodePools.web.taints',
    `${WEB_POOL}.taints`,
    taint({ effect: 'Never' }),
  ),
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
  cluster(
    /Only LKE Enterprise has a system pool with firewall_id/,
    { 'systemPool.firewallId': 1 },
    { 'network.firewall.attachedTo': 'node-pools' },
  ),
  cluster(
    /Only LKE Enterprise has pools with firewall_id/,
    { 'nodePools.web.firewallId': 1 },
    { 'network.firewall.attachedTo': 'node-pools' },
  ),
  cluster(
    /^node_pools\[.+\]\.kubernetes_version must be/,
    { ...ENTERPRISE, 'nodePools.web.kubernetesVersion': '1.34' },
    { ...ENTERPRISE_FILE, [`${WEB_POOL}.kubernetesVersion`]: '1.34' },
  ),
  cluster(
    /^node_pools\[.+\]\.update_strategy must be/,
    { ...ENTERPRISE, 'nodePools.web.updateStrategy': 'never' },
    { ...ENTERPRISE_FILE, [`${WEB_POOL}.updateStrategy`]: 'never' },
  ),
];

export const ACCEPTED: readonly RuleCase[] = [
  cluster(/never/, {}, {}),
  cluster(/never/, { controlPlaneAcl: { managed: false } }),
  cluster(/never/, { ...ENTERPRISE, systemPool: null, stackType: 'ipv4-ipv6' }),
  cluster(/never/, { 'nodePools.web.autoscaler': { min: 3, max: 5 } }),
  cluster(/never/, {
    'systemPool.nodeCount': 50,
    'nodePools.web.nodeCount': 100,
    'nodePools.batch': { type: 'g6-standard-4', autoscaler: { min: 1, max: 100 } },
  }),
  cluster(/never/, {
    ...ENTERPRISE,
    'nodePools.web.nodeCount': 500,
    'nodePools.batch': { type: 'g6-standard-4', autoscaler: { min: 1, max: 500 } },
  }),
  ...both(cluster, /never/, 'label', 'cluster.label', 'a', 'shop.example.com', 'a'.repeat(32)),
  ...both(
    cluster,
    /never/,
    'controlPlaneAcl',
    'cluster.controlPlaneAcl',
    { enabled: false },
    { ipv6: ['2001:db8::1/128'] },
  ),
  ...both(cluster, /never/, 'controlPlaneAcl.ipv4', 'cluster.controlPlaneAcl.ipv4', ['0.0.0.0/0'], ['203.0.113.7/32']),
  ...both(cluster, /never/, 'nodePools.web.labels', `${WEB_POOL}.labels`, { a: '' }, { 'shop.example.com/a': 'B_c.d' }),
  ...both(cluster, /never/, 'nodePools.web.taints', `${WEB_POOL}.taints`, taint({}), taint({ effect: 'NoExecute' })),
  cluster(
    /never/,
    { systemPool: { type: 'g6-standard-4', autoscaler: { min: 3, max: 3 } } },
    { [`${FIRST}.maxCount`]: 3 },
  ),
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
];
