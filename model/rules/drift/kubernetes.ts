import { LABEL_DOMAIN } from '../../naming';
import type { DriftRule } from './drift-rule';
import { onlyReordered } from './values';

const NAMESPACE = 'kubernetes_namespace_v1';
const ACCESS = [
  'kubernetes_role_v1',
  'kubernetes_role_binding_v1',
  'kubernetes_cluster_role_v1',
  'kubernetes_cluster_role_binding_v1',
];
const SERVICE_ACCOUNT = 'kubernetes_service_account_v1';
const LIMITS = ['kubernetes_resource_quota_v1', 'kubernetes_limit_range_v1'];
const POLICY = 'kubernetes_network_policy_v1';
const PRIORITY = 'kubernetes_priority_class_v1';
const BOUNDS = 'kubernetes_config_map_v1';

/** Those without a namespace of their own. */
const CLUSTER_WIDE = [NAMESPACE, 'kubernetes_cluster_role_v1', 'kubernetes_cluster_role_binding_v1', PRIORITY];
const NAMESPACED = ['kubernetes_role_v1', 'kubernetes_role_binding_v1', SERVICE_ACCOUNT, ...LIMITS, POLICY, BOUNDS];
const ALL = [...CLUSTER_WIDE, ...NAMESPACED];

const API = 'Kubernetes API reference, ObjectMeta';

const METADATA_RULES: readonly DriftRule[] = [
  {
    id: 'object-books',
    kinds: ALL,
    paths: ['metadata.resource_version', 'metadata.generation'],
    severity: 'none',
    because: 'the API server counts writes; what was written is an attribute of its own',
    source: API,
  },
  {
    id: 'object-identity',
    kinds: ALL,
    paths: ['id', 'metadata', 'metadata.name', 'metadata.generate_name', 'metadata.uid'],
    severity: 'major',
    because: 'it is another object: it was deleted and made again',
    source: API,
    loses: true,
  },
  {
    id: 'object-namespace',
    kinds: NAMESPACED,
    paths: ['metadata.namespace'],
    severity: 'major',
    because: 'it is in another namespace',
    source: API,
    loses: true,
  },
  {
    id: 'namespace-labels',
    kinds: [NAMESPACE],
    paths: ['metadata.labels'],
    when: ({ before }) => before !== undefined && before !== null,
    severity: 'major',
    because:
      'the environment was given this label for Argo CD, Prometheus and policies, and lacks it or has another value',
    source: 'data-model.md, Environment',
  },
  {
    id: 'object-texts',
    kinds: ALL,
    paths: ['metadata.labels', 'metadata.annotations'],
    severity: 'minor',
    because: 'nothing of the platform reads this label or annotation',
    source: API,
  },
  {
    id: 'object-platform-marks',
    kinds: ALL,
    paths: [`metadata.labels[${LABEL_DOMAIN}/*]`, `metadata.annotations[${LABEL_DOMAIN}/*]`],
    severity: 'major',
    because: 'policies, placement and access of the platform go by these labels and annotations',
    source: 'docs/adr/0019-roles-as-accounts.md',
    loses: true,
  },
  {
    id: 'namespace-admission',
    kinds: [NAMESPACE],
    paths: [
      'metadata.labels[pod-security.kubernetes.io/*]',
      'metadata.labels[kubernetes.io/metadata.name]',
      'metadata.annotations[scheduler.alpha.kubernetes.io/*]',
    ],
    severity: 'major',
    because: 'it decides which pods the namespace admits, and which network policies mean it',
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    loses: true,
  },
  {
    id: 'role-aggregation-labels',
    kinds: ['kubernetes_cluster_role_v1'],
    paths: ['metadata.labels[rbac.authorization.k8s.io/*]'],
    severity: 'major',
    because: 'by this label the role becomes a part of other roles',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    loses: true,
  },
];

const SPEC_RULES: readonly DriftRule[] = [
  {
    id: 'access',
    kinds: ACCESS.filter((kind) => kind.endsWith('role_v1')),
    paths: ['rule'],
    severity: 'major',
    because: 'a role may do other things than were asked for',
    source: 'data-model.md, AccessPolicy',
    loses: true,
  },
  {
    id: 'access-aggregation',
    kinds: ['kubernetes_cluster_role_v1'],
    paths: ['aggregation_rule'],
    severity: 'major',
    because: 'a role takes in the rights of other roles',
    source: 'data-model.md, AccessPolicy',
    loses: true,
  },
  {
    id: 'access-binding-order',
    kinds: ACCESS.filter((kind) => kind.endsWith('binding_v1')),
    paths: ['subject'],
    when: onlyReordered,
    severity: 'minor',
    because: 'the same have the role, in another order',
    source: 'data-model.md, AccessPolicy',
  },
  {
    id: 'access-binding',
    kinds: ACCESS.filter((kind) => kind.endsWith('binding_v1')),
    paths: ['subject', 'role_ref'],
    severity: 'major',
    because: 'somebody else has the role, or has another one',
    source: 'data-model.md, AccessPolicy',
    loses: true,
  },
  {
    id: 'service-account',
    kinds: [SERVICE_ACCOUNT],
    paths: ['automount_service_account_token', 'secret', 'image_pull_secret'],
    severity: 'major',
    because: 'which credentials the account has, or gives to pods, has changed',
    source: 'data-model.md, AccessPolicy',
    loses: true,
  },
  {
    id: 'service-account-reported',
    kinds: [SERVICE_ACCOUNT],
    paths: ['default_secret_name'],
    severity: 'none',
    because: 'it is a name that older servers computed',
    source: 'kubernetes_service_account_v1 (provider documentation)',
  },
  {
    id: 'limits',
    kinds: LIMITS,
    paths: ['spec'],
    severity: 'major',
    because: 'the environment may use more or less of the cluster than was asked for',
    source: 'data-model.md, Environment',
    loses: true,
  },
  {
    id: 'network-policy',
    kinds: [POLICY],
    paths: ['spec'],
    severity: 'major',
    because: 'other connections are let through than were asked for',
    source: 'docs/adr/0010-one-owner-each.md',
    loses: true,
  },
  {
    id: 'priority',
    kinds: [PRIORITY],
    paths: ['value', 'global_default', 'preemption_policy'],
    severity: 'major',
    because: 'other pods give way than were asked for when nodes are full',
    source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    loses: true,
  },
  {
    id: 'priority-text',
    kinds: [PRIORITY],
    paths: ['description'],
    severity: 'minor',
    because: 'it is read by people alone',
    source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
  },
  {
    id: 'deployment-bounds',
    kinds: [BOUNDS],
    paths: ['data', 'binary_data', 'immutable'],
    severity: 'major',
    because: 'admission policies hold workloads to these bounds',
    source: 'docs/guides/isolation.md',
    loses: true,
  },
  {
    id: 'object-engine-settings',
    kinds: [NAMESPACE],
    paths: ['wait_for_default_service_account'],
    severity: 'none',
    because: 'it tells the provider how to wait, and stands only in the state',
    source: 'kubernetes_namespace_v1 (provider documentation)',
  },
];

export const KUBERNETES_RULES: readonly DriftRule[] = [...METADATA_RULES, ...SPEC_RULES];
