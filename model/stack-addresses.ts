import {
  baselineBucketAddress,
  bucketAddress,
  CLUSTER_ADDRESSES,
  NAMESPACE_ADDRESS,
  nodePoolAddress,
} from './addresses';
import { isAlertSource } from './derive/alerting/handoff-receiver';
import { RELEASE_NAMESPACES } from './derive/drift-rights';
import { deploysIngress } from './derive/ingress';
import { clusterPermissionsOf, namespacesOf } from './derive/permissions';
import type { PlatformDraft } from './draft';
import type { Role } from './entities/access-policy';
import type { EnvironmentName } from './entities/environment';
import { BUCKETS, namespaceOf, type StackId } from './naming';
import { systemPoolNameOf } from './system-pool';

/** Parts of an environment's namespace that are always there. */
const NAMESPACE_ADDRESSES = [
  NAMESPACE_ADDRESS,
  'kubernetes_resource_quota_v1.namespace_quota',
  'kubernetes_limit_range_v1.namespace_limits',
  'kubernetes_priority_class_v1.namespace_priority',
  'kubernetes_config_map_v1.deployment_policy',
];

const networkPolicyAddress = (name: string, construct = 'namespace') =>
  `kubernetes_network_policy_v1.${construct}_policy_${name}`;

/** Network policies of every environment. */
const NETWORK_POLICIES = [
  'default_deny',
  'allow_dns',
  'allow_same_namespace',
  'allow_ingress_controller',
  'allow_monitoring',
];

/** Network policies of the baseline's namespaces, by the construct that they are part of. */
const BASELINE_POLICIES: Readonly<Record<string, readonly string[]>> = {
  secrets: ['allow_api_server', 'allow_certificate', 'allow_dns', 'allow_monitoring', 'default_deny'],
  observability: [
    'allow_alertmanager_api',
    'allow_dns',
    'allow_ingress_controller',
    'allow_outside',
    'allow_prometheus_api',
    'allow_receivers_by_ingress',
    'allow_same_namespace',
    'allow_scraping',
    'allow_telemetry',
    'allow_to_same_namespace',
    'allow_webhook',
    'default_deny',
  ],
  access_namespace: ['default_deny'],
};

/** What the system stack has beside an environment's parts. */
const BASELINE_ADDRESSES = [
  'kubernetes_namespace_v1.secrets_namespace',
  'helm_release.secrets_sealed_secrets',
  'kubernetes_namespace_v1.observability_namespace',
  ...['kube_prometheus_stack', 'loki', 'tempo', 'opentelemetry_collector', 'log_agent'].map(
    (release) => `helm_release.observability_${release}`,
  ),
  ...(['loki', 'tempo'] as const).map(baselineBucketAddress),
  'kubernetes_namespace_v1.access_namespace',
  'kubernetes_resource_quota_v1.access_namespace_quota',
  'helm_release.access_namespace_fence',
  ...Object.entries(BASELINE_POLICIES).flatMap(([construct, names]) =>
    names.map((name) => networkPolicyAddress(name, construct)),
  ),
  ...['sealed_secrets', 'monitoring'].flatMap((name) => [
    `kubernetes_resource_quota_v1.${name}_quota`,
    `kubernetes_limit_range_v1.${name}_limits`,
  ]),
  'helm_release.dashboards_release',
  'helm_release.exporter_release',
  'helm_release.isolation_release',
  'kubernetes_priority_class_v1.baseline_priority',
  'kubernetes_service_account_v1.drift_reader_account',
  ...['environments', 'cluster', 'releases'].map((part) => `kubernetes_cluster_role_v1.drift_reader_${part}`),
  ...['environments', 'cluster'].map((part) => `kubernetes_cluster_role_binding_v1.drift_reader_${part}_binding`),
  ...RELEASE_NAMESPACES.map(
    (namespace) => `kubernetes_role_binding_v1.drift_reader_releases_${namespace.replaceAll('-', '_')}`,
  ),
  ...['bounds', 'services'].flatMap((part) => [
    `kubernetes_role_v1.drift_reader_${part}`,
    `kubernetes_role_binding_v1.drift_reader_${part}_binding`,
  ]),
  'kubernetes_cluster_role_v1.lifecycle',
  'kubernetes_cluster_role_binding_v1.lifecycle',
];

/** What the system stack has where Argo CD is installed. */
const ARGO_CD_ADDRESSES = [
  'kubernetes_namespace_v1.argocd_namespace',
  'helm_release.argocd_argo_cd',
  'helm_release.bootstrap_release',
  ...['allow_dns', 'allow_monitoring', 'allow_outside', 'allow_same_namespace', 'default_deny'].map((name) =>
    networkPolicyAddress(name, 'argocd'),
  ),
  'kubernetes_resource_quota_v1.argocd_limits_quota',
  'kubernetes_limit_range_v1.argocd_limits_limits',
  'kubernetes_role_binding_v1.drift_reader_releases_argocd',
];

/** What the system stack has where Argo CD deploys the way into the environments. */
const INGRESS_ADDRESSES = [
  'kubernetes_namespace_v1.ingress_namespace',
  networkPolicyAddress('default_deny', 'ingress'),
  'kubernetes_resource_quota_v1.ingress_limits_quota',
  'kubernetes_limit_range_v1.ingress_limits_limits',
];

/** What a policy has in the stack of its environment. */
function accessAddresses(environment: EnvironmentName, role: Role | undefined): string[] {
  if (role === undefined) return [];
  const name = `access_${role.replaceAll('-', '_')}`;
  const pair = (type: string, suffix: string) =>
    ['', '_binding'].map((kind) => `kubernetes_${type}${kind}_v1.${name}_${suffix.replaceAll('-', '_')}`);
  return [
    `kubernetes_service_account_v1.${name}`,
    ...namespacesOf(environment, role).flatMap((place) =>
      pair('role', place === namespaceOf(environment) ? 'role' : place),
    ),
    ...(clusterPermissionsOf(environment, role).length > 0 ? pair('cluster_role', 'cluster') : []),
  ];
}

/**
 * Addresses of the resources that a stack of a platform has, but for its locks, for what names one. A test compares them with what is
 * synthesized. Of a draft, those that follow from what is right in it.
 */
export function stackAddresses(draft: PlatformDraft, stack: StackId): string[] {
  if (stack === 'state') return BUCKETS.map(bucketAddress);
  if (stack === 'cluster') return clusterAddresses(draft);
  const environment = draft.environments?.[stack];
  if (!environment) return [];
  const { nodePools = [], networkPolicy } = environment;
  const inline = stack === 'system' ? systemPoolNameOf(draft) : undefined;
  const pools = nodePools.filter((pool) => inline === undefined || pool?.name !== inline);
  const letsIn = (networkPolicy?.allowFrom?.length ?? 0) > 0;
  const isLetIn = Object.values(draft.environments ?? {}).some((other) =>
    other?.networkPolicy?.allowFrom?.includes(stack),
  );
  return [
    ...NAMESPACE_ADDRESSES,
    ...[
      ...NETWORK_POLICIES,
      ...(letsIn ? ['allow_from_environments'] : []),
      ...(isLetIn ? ['allow_to_environments'] : []),
      ...(networkPolicy?.internetEgress === false ? [] : ['allow_internet']),
    ].map((name) => networkPolicyAddress(name)),
    ...(environment.accessPolicies ?? []).flatMap((policy) => accessAddresses(stack, policy?.role)),
    ...pools.flatMap((pool) => (pool?.name === undefined ? [] : [nodePoolAddress(pool.name)])),
    ...(stack === 'system' ? BASELINE_ADDRESSES : []),
    ...(stack === 'system' && draft.argoCd?.enabled ? ARGO_CD_ADDRESSES : []),
    ...(stack === 'system' && deploysIngress(draft) ? INGRESS_ADDRESSES : []),
    ...(stack === 'system' && tellsHandoff(draft) ? ['kubernetes_network_policy_v1.handoff_allow_handoff'] : []),
  ];
}

/** Whether Alertmanager reaches the hand-off service within the cluster. */
const tellsHandoff = ({ handoffService }: PlatformDraft) =>
  handoffService?.service !== undefined && isAlertSource(handoffService);

function clusterAddresses({ network }: PlatformDraft): string[] {
  const { cluster, vpc, subnet, firewall, zone } = CLUSTER_ADDRESSES;
  return [
    cluster,
    ...(network?.vpc ? [vpc, subnet] : []),
    ...(network?.firewall ? [firewall] : []),
    ...(network?.dns ? [zone] : []),
  ];
}
