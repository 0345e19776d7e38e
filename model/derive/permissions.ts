import type { Permission, Role } from '../entities/access-policy';
import type { EnvironmentName } from '../entities/environment';
import { namespaceOf } from '../naming';

const READ = ['get', 'list', 'watch'] as const;
const WRITE = [...READ, 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;

const everything: Permission[] = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

/**
 * What everybody may see of a namespace. Resources are named one by one: a wildcard would grow with the cluster, and
 * hold Secrets and ways to run commands.
 */
const READING: Permission[] = [
  {
    apiGroups: [''],
    resources: [
      ...['pods', 'pods/log', 'pods/status', 'services', 'endpoints', 'configmaps', 'persistentvolumeclaims'],
      ...['serviceaccounts', 'replicationcontrollers', 'events', 'resourcequotas', 'limitranges'],
    ],
    verbs: [...READ],
  },
  // Of this name a namespaced right reaches the one namespace only.
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
  {
    apiGroups: ['apps'],
    resources: [
      ...['deployments', 'deployments/scale', 'statefulsets', 'statefulsets/scale', 'replicasets', 'daemonsets'],
      'controllerrevisions',
    ],
    verbs: [...READ],
  },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: [...READ] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: [...READ] },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: [...READ] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: [...READ] },
  { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes', 'grpcroutes'], verbs: [...READ] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: [...READ] },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: [...READ] },
  { apiGroups: ['metrics.k8s.io'], resources: ['pods'], verbs: ['get', 'list'] },
  { apiGroups: ['bitnami.com'], resources: ['sealedsecrets'], verbs: [...READ] },
];

/**
 * What an application team does in its namespace beside reading it. Quota, limits, network policies and RBAC are the
 * platform's; Secrets come sealed, from the repository.
 */
const RUNNING: Permission[] = [
  {
    apiGroups: [''],
    resources: ['pods', 'services', 'configmaps', 'persistentvolumeclaims', 'serviceaccounts'],
    verbs: [...WRITE],
  },
  // To open a stream is a GET or a POST; API servers from 1.35 on ask for create either way.
  { apiGroups: [''], resources: ['pods/exec', 'pods/attach', 'pods/portforward'], verbs: ['get', 'create'] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['get', 'update', 'patch'] },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets', 'replicasets', 'daemonsets'], verbs: [...WRITE] },
  {
    apiGroups: ['apps'],
    resources: ['deployments/scale', 'statefulsets/scale', 'replicasets/scale'],
    verbs: ['get', 'update', 'patch'],
  },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: [...WRITE] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: [...WRITE] },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: [...WRITE] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: [...WRITE] },
  { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes', 'grpcroutes'], verbs: [...WRITE] },
];

/** Usual permissions of a role in its namespaces. None is one of Kubernetes' own `edit` and `admin`, which hold more. */
export const USUAL_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'platform-engineer': everything,
  'break-glass': everything,
  'app-team': [...READING, ...RUNNING],
  'read-only': READING,
};

/** What those who answer for an environment may see of the cluster around it, which belongs to no namespace. */
const AROUND: Permission[] = [
  { apiGroups: [''], resources: ['nodes', 'namespaces', 'persistentvolumes'], verbs: [...READ] },
  { apiGroups: ['metrics.k8s.io'], resources: ['nodes'], verbs: ['get', 'list'] },
  {
    apiGroups: ['storage.k8s.io'],
    resources: ['storageclasses', 'volumeattachments', 'csinodes', 'csidrivers'],
    verbs: [...READ],
  },
  { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: [...READ] },
  { apiGroups: ['node.k8s.io'], resources: ['runtimeclasses'], verbs: [...READ] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingressclasses'], verbs: [...READ] },
  { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: [...READ] },
  {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
    verbs: [...READ],
  },
];

/** Nodes are of everybody, so that only those who answer for `system` take one out of service. */
const NODES: Permission[] = [{ apiGroups: [''], resources: ['nodes'], verbs: ['patch', 'update'] }];

const ANSWERS_FOR_IT: readonly Role[] = ['platform-engineer', 'break-glass'];

/** Rights of a role that reach the whole cluster, whatever its policy says of the namespace. */
export function clusterPermissionsOf(environment: EnvironmentName, role: Role): readonly Permission[] {
  if (!ANSWERS_FOR_IT.includes(role)) return [];
  return environment === 'system' ? [...AROUND, ...NODES] : AROUND;
}

/** Namespaces of the baseline that the stack `system` makes, in which its roles work too. */
const BASELINE: Readonly<Record<Role, readonly string[]>> = {
  'platform-engineer': ['sealed-secrets', 'monitoring'],
  'break-glass': ['sealed-secrets', 'monitoring'],
  'read-only': ['sealed-secrets', 'monitoring'],
  'app-team': [],
};

/** Namespaces in which a role has the permissions of its policy. */
export const namespacesOf = (environment: EnvironmentName, role: Role): readonly string[] => [
  namespaceOf(environment),
  ...(environment === 'system' ? BASELINE[role] : []),
];
