import type { KubernetesObject } from '@lke-platform/stand-ins/world/kubernetes';
import { type ChangeByHand, edit, PRODUCTION } from './by-hand';

const ADMIN = { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
const MALLORY = { kind: 'User', name: 'mallory', namespace: '', api_group: 'rbac.authorization.k8s.io' };

const STAGING = 'env-staging';

/** What somebody makes in a namespace of the platform. */
const UNDECLARED: readonly (Pick<KubernetesObject, 'kind' | 'fields'> & {
  readonly what: string;
  readonly type: string;
})[] = [
  {
    what: 'a network policy that lets everything in',
    kind: 'network_policy',
    type: 'NetworkPolicy',
    fields: { spec: [{ pod_selector: [{}], policy_types: ['Ingress'], ingress: [{}] }] },
  },
  { what: 'a quota more', kind: 'resource_quota', type: 'ResourceQuota', fields: { spec: [{ hard: { pods: '1' } }] } },
  {
    what: 'a role more',
    kind: 'role',
    type: 'Role',
    fields: { rule: [{ api_groups: [''], resources: ['secrets'], verbs: ['get'] }] },
  },
];

export const IN_THE_CLUSTER: readonly ChangeByHand[] = [
  {
    what: 'privileged pods are admitted',
    make: ({ object }) => {
      object('namespace', PRODUCTION, null).labels['pod-security.kubernetes.io/enforce'] = 'privileged';
    },
    found: 'kubernetes_namespace_v1.namespace metadata[0].labels.pod-security.kubernetes.io/enforce',
    severity: 'major',
  },
  {
    what: 'a note at a namespace',
    make: ({ object }) => (object('namespace', PRODUCTION, null).annotations['acme.example/by-hand'] = 'yes'),
    found: 'kubernetes_namespace_v1.namespace metadata[0].annotations.acme.example/by-hand',
    severity: 'minor',
  },
  {
    what: 'the quota is raised',
    make: ({ object }) => {
      edit(object('resource_quota', 'environment'), /"requests.cpu":"\d+"/, '"requests.cpu":"900"');
    },
    found: 'kubernetes_resource_quota_v1.namespace_quota spec[0].hard.requests.cpu',
    severity: 'major',
  },
  {
    what: 'containers may be larger',
    make: ({ object }) => {
      edit(object('limit_range', 'environment'), /"memory":"32Gi"/, '"memory":"128Gi"');
    },
    found: 'kubernetes_limit_range_v1.namespace_limits spec[0].limit[0].max.memory',
    severity: 'major',
  },
  {
    what: 'the policy that denies connections is deleted',
    make: ({ kubernetes, object }) => {
      kubernetes.remove(object('network_policy', 'default-deny'));
    },
    found: 'kubernetes_network_policy_v1.namespace_policy_default_deny removed',
    severity: 'major',
  },
  {
    what: 'a role may do more',
    make: ({ object }) => {
      edit(object('role', 'production-read-only'), /"verbs":\["get"/, '"verbs":["*","get"');
    },
    found: 'kubernetes_role_v1.access_read_only_role rule[0].verbs',
    severity: 'major',
  },
  {
    what: 'somebody more has a role',
    make: ({ object }) => {
      (object('role_binding', 'production-break-glass').fields.subject as object[]).push(MALLORY);
    },
    found: 'kubernetes_role_binding_v1.access_break_glass_role subject[1]',
    severity: 'major',
  },
  {
    what: 'a binding to cluster-admin that nobody declared',
    make: ({ kubernetes }) =>
      kubernetes.put({
        kind: 'role_binding',
        namespace: PRODUCTION,
        name: 'intruder',
        fields: { role_ref: [ADMIN], subject: [MALLORY] },
      }),
    found: 'RoleBinding/env-production/intruder added',
    severity: 'major',
  },
  {
    what: 'the quota of an environment is deleted',
    make: ({ kubernetes, object }) => {
      kubernetes.remove(object('resource_quota', 'environment', STAGING));
    },
    found: 'kubernetes_resource_quota_v1.namespace_quota removed',
    severity: 'major',
  },
  {
    what: 'the limits of containers are deleted',
    make: ({ kubernetes, object }) => {
      kubernetes.remove(object('limit_range', 'environment', STAGING));
    },
    found: 'kubernetes_limit_range_v1.namespace_limits removed',
    severity: 'major',
  },
  {
    what: 'a role is taken away from its holders',
    make: ({ kubernetes, object }) => {
      kubernetes.remove(object('role_binding', 'staging-read-only', STAGING));
    },
    found: 'kubernetes_role_binding_v1.access_read_only_role removed',
    severity: 'major',
  },
  {
    what: 'a namespace does not say any more whose it is',
    make: ({ object }) => (object('namespace', STAGING, null).labels['lke-platform.io/environment'] = 'other'),
    found: 'kubernetes_namespace_v1.namespace metadata[0].labels.lke-platform.io/environment',
    severity: 'major',
  },
  {
    what: 'a label of a namespace that an environment asks for is gone',
    make: ({ object }) => delete object('namespace', PRODUCTION, null).labels['acme.example/cost-center'],
    found: 'kubernetes_namespace_v1.namespace metadata[0].labels.acme.example/cost-center',
    severity: 'major',
  },
  {
    what: 'pods of an environment give way before others',
    make: ({ object }) => (object('priority_class', 'env-production', null).fields.value = 1),
    found: 'kubernetes_priority_class_v1.namespace_priority value',
    severity: 'major',
  },
  ...UNDECLARED.map(({ what, kind, type, fields }): ChangeByHand => ({
    what,
    make: ({ kubernetes }) => {
      kubernetes.put({ kind, namespace: STAGING, name: 'by-hand', fields });
    },
    found: `${type}/env-staging/by-hand added`,
    severity: 'major',
  })),
  {
    what: 'a binding that reaches the whole cluster',
    make: ({ kubernetes }) =>
      kubernetes.put({
        kind: 'cluster_role_binding',
        namespace: null,
        name: 'by-hand',
        fields: { role_ref: [ADMIN], subject: [MALLORY] },
      }),
    found: 'ClusterRoleBinding/by-hand added',
    severity: 'major',
  },
  {
    what: 'pods of an account get its token',
    make: ({ object }) => {
      edit(
        object('service_account', 'production-read-only', 'lke-platform-access'),
        /"automount_service_account_token":false/,
        '"automount_service_account_token":true',
      );
    },
    found: 'kubernetes_service_account_v1.access_read_only automount_service_account_token',
    severity: 'major',
  },
  {
    what: 'workloads may have more replicas',
    make: ({ object }) => {
      edit(
        object('config_map', 'deployment-policy-production', 'lke-platform-access'),
        /"maxReplicas":"40"/,
        '"maxReplicas":"400"',
      );
    },
    found: 'kubernetes_config_map_v1.deployment_policy data.maxReplicas',
    severity: 'major',
  },
];

export const OF_HELM: readonly ChangeByHand[] = [
  {
    what: 'a release is upgraded by hand, and fails',
    make: ({ release }) => Object.assign(release('loki'), { revision: 2, status: 'failed' }),
    found: 'helm_release.observability_loki status',
    severity: 'major',
  },
  {
    what: 'another version of a chart is installed by hand',
    make: ({ release }) => (release('kube-prometheus-stack').chart.version = '88.0.0'),
    found: 'helm_release.observability_kube_prometheus_stack version',
    severity: 'major',
  },
  {
    what: 'a release is rolled back by hand',
    make: ({ release }) => (release('tempo').revision += 1),
    found: 'helm_release.observability_tempo metadata.revision',
    severity: 'minor',
  },
  {
    what: 'a release is uninstalled',
    make: ({ kubernetes }) => kubernetes.releases.delete('sealed-secrets/sealed-secrets'),
    found: 'helm_release.secrets_sealed_secrets removed',
    severity: 'major',
  },
];
