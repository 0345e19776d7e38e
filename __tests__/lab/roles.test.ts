import { accessNameOf, ACCESS_NAMESPACE } from '../../model/naming';
import { ROLES, type Role } from '../../model/entities/access-policy';
import type { EnvironmentName } from '../../model/entities/environment';
import { giveAccess } from '../support/lab/access';
import { labClient, onLab } from '../support/lab/running';
import { platformWithRoles } from '../support/lab/roles';

const [PE, APP, READ, GLASS] = ROLES;
const ALL: readonly Role[] = ROLES;

/** What is asked: verb, resource with its group and subresource, and the roles of production that may. */
type Row = readonly [verb: string, resource: string, may: readonly Role[]];

const IN_NAMESPACE: readonly Row[] = [
  ['get', 'pods', ALL],
  ['list', 'pods', ALL],
  ['watch', 'deployments.apps', ALL],
  ['get', 'pods/log', ALL],
  ['list', 'events', ALL],
  ['get', 'configmaps', ALL],
  ['list', 'networkpolicies.networking.k8s.io', ALL],
  ['get', 'resourcequotas', ALL],
  ['get', 'namespaces', ALL],
  ['list', 'sealedsecrets.bitnami.com', ALL],
  ['get', 'pods.metrics.k8s.io', ALL],
  ['create', 'pods', [PE, APP, GLASS]],
  ['delete', 'pods', [PE, APP, GLASS]],
  ['create', 'deployments.apps', [PE, APP, GLASS]],
  ['patch', 'deployments.apps', [PE, APP, GLASS]],
  ['patch', 'deployments.apps/scale', [PE, APP, GLASS]],
  ['create', 'jobs.batch', [PE, APP, GLASS]],
  ['update', 'ingresses.networking.k8s.io', [PE, APP, GLASS]],
  ['update', 'httproutes.gateway.networking.k8s.io', [PE, APP, GLASS]],
  ['list', 'grpcroutes.gateway.networking.k8s.io', ALL],
  ['create', 'gateways.gateway.networking.k8s.io', [PE, GLASS]],
  ['create', 'horizontalpodautoscalers.autoscaling', [PE, APP, GLASS]],
  ['create', 'poddisruptionbudgets.policy', [PE, APP, GLASS]],
  ['create', 'pods/exec', [PE, APP, GLASS]],
  ['get', 'pods/exec', [PE, APP, GLASS]],
  ['create', 'pods/attach', [PE, APP, GLASS]],
  ['create', 'pods/portforward', [PE, APP, GLASS]],
  ['patch', 'pods/ephemeralcontainers', [PE, APP, GLASS]],
  ['create', 'pods/eviction', [PE, APP, GLASS]],
  ['create', 'serviceaccounts', [PE, APP, GLASS]],
  ['get', 'secrets', [PE, GLASS]],
  ['list', 'secrets', [PE, GLASS]],
  ['create', 'secrets', [PE, GLASS]],
  ['create', 'serviceaccounts/token', [PE, GLASS]],
  ['get', 'pods/proxy', [PE, GLASS]],
  ['get', 'services/proxy', [PE, GLASS]],
  ['impersonate', 'serviceaccounts', [PE, GLASS]],
  ['bind', 'roles.rbac.authorization.k8s.io', [PE, GLASS]],
  ['escalate', 'roles.rbac.authorization.k8s.io', [PE, GLASS]],
  ['create', 'rolebindings.rbac.authorization.k8s.io', [PE, GLASS]],
  ['create', 'networkpolicies.networking.k8s.io', [PE, GLASS]],
  ['update', 'resourcequotas', [PE, GLASS]],
  ['patch', 'namespaces', [PE, GLASS]],
];

const IN_CLUSTER: readonly Row[] = [
  ['list', 'nodes', [PE, GLASS]],
  ['list', 'namespaces', [PE, GLASS]],
  ['list', 'customresourcedefinitions.apiextensions.k8s.io', [PE, GLASS]],
  ['list', 'validatingadmissionpolicies.admissionregistration.k8s.io', [PE, GLASS]],
  ['delete', 'validatingadmissionpolicybindings.admissionregistration.k8s.io', []],
  ['patch', 'nodes', []],
  ['get', 'nodes/proxy', []],
  ['list', 'secrets', []],
  ['list', 'pods', []],
  ['create', 'namespaces', []],
  ['delete', 'namespaces', []],
  ['impersonate', 'users', []],
  ['impersonate', 'groups', []],
  ['create', 'clusterrolebindings.rbac.authorization.k8s.io', []],
  ['escalate', 'clusterroles.rbac.authorization.k8s.io', []],
];

/** Asked of other namespaces: nobody of production may do anything there. */
const ELSEWHERE: readonly string[] = ['env-development', 'env-system', 'monitoring', 'kube-system', ACCESS_NAMESPACE];

onLab('what the roles of an environment may do', () => {
  beforeAll(() => giveAccess(platformWithRoles()));

  it.each(IN_NAMESPACE)('%s %s in its namespace', async (verb, resource, may) => {
    expect(await whoMay('production', verb, resource, 'env-production')).toEqual(may);
  });

  it.each(IN_CLUSTER)('%s %s of the cluster', async (verb, resource, may) => {
    expect(await whoMay('production', verb, resource)).toEqual(may);
  });

  it.each(ELSEWHERE)('nothing in %s', async (namespace) => {
    for (const [verb, resource] of IN_NAMESPACE) {
      // To see a namespace is a right of the cluster.
      const may = verb === 'get' && resource === 'namespaces' ? [PE, GLASS] : [];
      expect([verb, resource, await whoMay('production', verb, resource, namespace)]).toEqual([verb, resource, may]);
    }
  });

  it('those of system, in the namespaces of the baseline and with nodes', async () => {
    expect(await whoMay('system', 'list', 'pods', 'monitoring')).toEqual([PE, READ, GLASS]);
    expect(await whoMay('system', 'get', 'secrets', 'sealed-secrets')).toEqual([PE, GLASS]);
    expect(await whoMay('system', 'patch', 'nodes')).toEqual([PE, GLASS]);
    expect(await whoMay('system', 'delete', 'nodes')).toEqual([]);
    expect(await whoMay('system', 'get', 'pods', 'env-production')).toEqual([]);
  });
});

/** The roles of an environment of which the API server says that they may. @param resource such as `deployments.apps/scale` */
async function whoMay(
  environment: EnvironmentName,
  verb: string,
  resource: string,
  namespace?: string,
): Promise<Role[]> {
  const [whole = '', subresource] = resource.split('/');
  const [name = '', ...group] = whole.split('.');
  const allowed: Role[] = [];
  for (const role of ROLES) {
    const { status } = await labClient().create('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      spec: {
        user: `system:serviceaccount:${ACCESS_NAMESPACE}:${accessNameOf(environment, role)}`,
        groups: ['system:serviceaccounts', `system:serviceaccounts:${ACCESS_NAMESPACE}`, 'system:authenticated'],
        resourceAttributes: { verb, resource: name, group: group.join('.'), subresource, namespace },
      },
    });
    if ((status as { allowed: boolean }).allowed) allowed.push(role);
  }
  return allowed;
}
