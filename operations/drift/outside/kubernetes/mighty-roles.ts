import type { RoleRule } from './binding';

/** Roles of Kubernetes for people, which reach into every namespace. */
const FOR_PEOPLE: readonly string[] = ['cluster-admin', 'admin', 'edit'];

const WRITES = ['create', 'update', 'patch'];
const ALL = '*';

/** What lets somebody take over a cluster: by running what they like, or by giving themselves rights. */
const TAKES_OVER: readonly Pick<RoleRule, 'apiGroups' | 'resources' | 'verbs'>[] = [
  { apiGroups: [''], resources: ['pods', 'replicationcontrollers'], verbs: WRITES },
  { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: WRITES },
  { apiGroups: [''], resources: ['pods/exec', 'pods/attach', 'nodes/proxy'], verbs: ['get', ...WRITES] },
  { apiGroups: [''], resources: ['secrets'], verbs: WRITES },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  { apiGroups: ['', 'authentication.k8s.io'], resources: [ALL], verbs: ['impersonate'] },
  { apiGroups: [''], resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
  { apiGroups: ['apps'], resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], verbs: WRITES },
  { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: WRITES },
  {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'],
    verbs: [...WRITES, 'bind', 'escalate'],
  },
  {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies'],
    verbs: WRITES,
  },
  { apiGroups: ['certificates.k8s.io'], resources: ['signers'], verbs: ['approve', 'sign'] },
];

const READS_SECRETS = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }];

/** Whether a role lets somebody take over a cluster. */
export const mayTakeOver = (role: string, rules: readonly RoleRule[]) =>
  FOR_PEOPLE.includes(role) || rules.some((rule) => isIn(rule, TAKES_OVER));

/** Whether a role reads the Secrets of every namespace. */
export const readsSecrets = (rules: readonly RoleRule[]) => rules.some((rule) => isIn(rule, READS_SECRETS));

/** A rule that names objects is about those alone. */
function isIn({ apiGroups, resources, verbs, resourceNames }: RoleRule, list: typeof TAKES_OVER): boolean {
  if (resourceNames.length > 0) return false;
  return list.some(
    (it) => meets(apiGroups, it.apiGroups) && meetsResource(resources, it.resources) && meets(verbs, it.verbs),
  );
}

const meets = (given: readonly string[], wanted: readonly string[]) =>
  given.includes(ALL) || wanted.some((it) => given.includes(it));

/** Kubernetes also knows a subresource of everything, such as a scale. */
const meetsResource = (given: readonly string[], wanted: readonly string[]) =>
  meets(given, wanted) || wanted.some((it) => given.includes(it.replace(/^[^/]+/, ALL)));
