import { bindingSchema, clusterRoleSchema } from '../../../../../operations/drift/outside/kubernetes/binding';
import { isOfKubernetes } from '../../../../../operations/drift/outside/kubernetes/bindings-of-kubernetes';

const RULES: Record<string, object[]> = {
  'cluster-admin': [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  admin: [],
  all: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  'calico-node': [
    { apiGroups: [''], resources: ['pods', 'nodes', 'namespaces', 'configmaps'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['calico-cni-plugin'], verbs: ['create'] },
  ],
  'reads-secrets': [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }],
  'runs-pods': [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }],
  'gives-rights': [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['escalate'] }],
  'any-exec': [{ apiGroups: [''], resources: ['*/exec'], verbs: ['create'] }],
  'system:kube-dns': [{ apiGroups: [''], resources: ['endpoints', 'services'], verbs: ['list', 'watch'] }],
  'system:controller:daemon-set-controller': [{ apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete'] }],
  'system:controller:of-mallory': [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  'system:discovery': [{ nonResourceURLs: ['/api'], verbs: ['get'] }],
  'system:node': [],
  'system:node-bootstrapper': [],
};
const roles = new Map(
  Object.entries(RULES).map(([name, rules]) => [name, clusterRoleSchema.parse({ metadata: { name }, rules }).rules]),
);
/** @param subject kind, and namespace and name, as in `ServiceAccount kube-system/coredns` */
const isOwn = (name: string, role: string, ...subjects: string[]) => {
  const parts = subjects.map((subject) => {
    const [, kind, namespace, of] = /^(\w+) (?:([^/]+)\/)?(.+)$/.exec(subject) ?? [];
    return { kind, namespace, name: of };
  });
  return isOfKubernetes(
    bindingSchema.parse({ metadata: { name }, roleRef: { kind: 'ClusterRole', name: role }, subjects: parts }),
    roles,
  );
};

describe('a binding of the whole cluster is of Kubernetes or LKE', () => {
  it.each([
    ['system:discovery', 'system:discovery', 'Group system:authenticated'],
    ['system:node', 'system:node'],
    [
      ...(['system:controller:daemon-set-controller', 'system:controller:daemon-set-controller'] as const),
      'ServiceAccount kube-system/daemon-set-controller',
    ],
    [
      ...(['kubeadm:kubelet-bootstrap', 'system:node-bootstrapper'] as const),
      'Group system:bootstrappers:kubeadm:default-node-token',
    ],
    ['system:kube-dns', 'system:kube-dns', 'ServiceAccount kube-system/kube-dns'],
    ['calico', 'calico-node', 'ServiceAccount kube-system/calico-node'],
    ['csi', 'reads-secrets', 'ServiceAccount kube-system/csi-controller-sa'],
    ['lke-admin', 'cluster-admin', 'ServiceAccount kube-system/lke-admin'],
  ])('%s, of %s to %s', (...binding) => {
    expect(isOwn(...(binding as [string, string, string]))).toBe(true);
  });

  it.each([
    ['another name', 'system:discovery', 'Group system:authenticated'],
    ['system:discovery', 'system:discovery', 'Group system:unauthenticated'],
    ['system:discovery', 'system:node', 'Group system:authenticated'],
    ['system:node', 'system:node', 'Group system:bootstrappers'],
    ['system:node', 'system:node', 'User system:serviceaccount:env-production:default'],
    [
      ...(['system:controller:daemon-set-controller', 'system:controller:daemon-set-controller'] as const),
      'User system:serviceaccount:env-production:default',
    ],
    [
      ...(['system:controller:of-mallory', 'system:controller:of-mallory'] as const),
      'ServiceAccount kube-system/of-mallory',
    ],
    ['kubeadm:kubelet-bootstrap', 'all', 'Group system:bootstrappers:kubeadm:default-node-token'],
    ['intruder', 'admin', 'ServiceAccount kube-system/intruder'],
    ['intruder', 'all', 'ServiceAccount kube-system/coredns'],
    ['intruder', 'reads-secrets', 'ServiceAccount kube-system/intruder'],
    ['intruder', 'runs-pods', 'ServiceAccount kube-system/csi-controller-sa'],
    ['intruder', 'gives-rights', 'ServiceAccount kube-system/intruder'],
    ['intruder', 'any-exec', 'ServiceAccount kube-system/intruder'],
    ['intruder', 'is not there yet', 'ServiceAccount kube-system/intruder'],
    ['calico', 'calico-node', 'ServiceAccount kube-system/default'],
    ['calico', 'calico-node', 'ServiceAccount env-production/calico-node'],
  ])('and not %s, of %s to %s', (...binding) => {
    expect(isOwn(...binding)).toBe(false);
  });

  it('and not where one of whom it names was added', () => {
    const [name, added] = ['system:kube-dns', 'ServiceAccount env-production/web'];

    expect(isOwn(name, name, 'ServiceAccount kube-system/kube-dns', added)).toBe(false);
  });
});
