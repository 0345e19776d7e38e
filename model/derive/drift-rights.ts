import type { Permission } from '../entities/access-policy';
import { ACCESS_NAMESPACE } from '../naming';

/** Account, in the namespace of accounts, that looks for drift; and the beginning of the names of its roles. */
export const DRIFT_ACCOUNT = 'drift-reader';
export const DRIFT_ROLE = 'lke-platform:drift';

const VERBS: Permission['verbs'] = ['get', 'list'];
const reading = (group: string, ...resources: string[]): Permission => ({
  apiGroups: [group],
  resources,
  verbs: VERBS,
});

/** Namespace and account of what looks for drift from inside the cluster, where somebody wants that. */
export const DRIFT_NAMESPACE = 'lke-platform-drift';
export const DRIFT_POD_ACCOUNT = 'drift';

/** What the stacks make of the environments, and what adds to it. No Secrets, no pods, nothing that runs. */
export const DRIFT_ENVIRONMENT_RIGHTS: readonly Permission[] = [
  reading('', 'namespaces', 'resourcequotas', 'limitranges', 'serviceaccounts'),
  reading('networking.k8s.io', 'networkpolicies'),
  reading('rbac.authorization.k8s.io', 'roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'),
  reading('scheduling.k8s.io', 'priorityclasses'),
  reading(
    'admissionregistration.k8s.io',
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
    'mutatingadmissionpolicies',
    'mutatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
    'mutatingwebhookconfigurations',
  ),
  // What Argo CD has deployed is declared in its repository.
  reading('argoproj.io', 'applications'),
];

/** What bounds the deployments of an environment, which is kept in the namespace of the accounts. */
export const DRIFT_BOUNDS_RIGHTS: readonly Permission[] = [reading('', 'configmaps')];

/** Objects of our releases that belong to no namespace. */
export const DRIFT_CLUSTER_RIGHTS: readonly Permission[] = [
  reading('apiextensions.k8s.io', 'customresourcedefinitions'),
  reading('node.k8s.io', 'runtimeclasses'),
];

/**
 * Objects of our releases in their namespaces. The Secrets are the price: helm keeps in them what it installed, and RBAC
 * cannot tell one Secret of a namespace that is listed from another.
 */
export const DRIFT_RELEASE_RIGHTS: readonly Permission[] = [
  reading('', 'configmaps', 'secrets', 'services', 'persistentvolumeclaims'),
  reading('apps', 'deployments', 'daemonsets', 'statefulsets'),
  reading('autoscaling', 'horizontalpodautoscalers'),
  reading('batch', 'jobs', 'cronjobs'),
  reading('networking.k8s.io', 'ingresses'),
  reading('policy', 'poddisruptionbudgets'),
  reading('argoproj.io', 'applications', 'appprojects'),
  reading(
    'monitoring.coreos.com',
    ...['alertmanagers', 'podmonitors', 'probes', 'prometheuses', 'prometheusrules', 'servicemonitors', 'thanosrulers'],
  ),
];

/** Namespaces of our releases. */
export const RELEASE_NAMESPACES = ['sealed-secrets', 'monitoring', ACCESS_NAMESPACE] as const;

/** The metrics of Kubernetes' own parts are Services of a release there. */
export const DRIFT_KUBE_SYSTEM_RIGHTS: readonly Permission[] = [reading('', 'services')];
