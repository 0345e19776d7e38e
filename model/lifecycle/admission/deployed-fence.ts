import type { EnvironmentName } from '../../entities/environment';
import { namespaceOf } from '../../naming';
import { callerVariables, COLLECTORS, type RolloutFenceProps } from './fence-of-rollout';
import { celList, inNamespaces, IS_PLATFORM, type LifecyclePolicy, type PolicyRule } from './policy';
import { FIELDS, IS_OWNER_KEPT, IS_OWNERSHIP_KEPT } from './variables';

/** Name of the policy of an environment, and of its binding. */
export const deployedFenceName = (environment: EnvironmentName) => `lke-platform-rollout-deployed-${environment}`;

const rule = (apiGroup: string, resources: readonly string[]): PolicyRule => ({
  apiGroups: [apiGroup],
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE', 'DELETE'],
  resources,
});

/** What workloads read, and what leads to them. */
const READ = rule('', ['configmaps', 'secrets', 'services']);
const ROUTES = [
  rule('gateway.networking.k8s.io', ['httproutes', 'grpcroutes']),
  rule('networking.k8s.io', ['ingresses']),
];
/** Where the requests of a Service go: whoever writes them puts another backend behind it. */
const BACKENDS = [
  rule('', ['endpoints']),
  rule('discovery.k8s.io', ['endpointslices']),
  { ...rule('', ['pods/status']), operations: ['UPDATE'] as const },
];
/** Where a pod is, its node says. */
const SAME_ADDRESS = "['podIP', 'podIPs'].all(part, object.?status[?part] == oldObject.?status[?part])";

/** Who keeps them by what a Service selects, where each controller has an account of its own. */
const KEEPERS = celList(
  ['endpoint-controller', 'endpointslice-controller', 'endpointslicemirroring-controller'].map(
    (name) => `system:serviceaccount:kube-system:${name}`,
  ),
);
/** The Service of an EndpointSlice stands among its labels. */
const SAME_SERVICE =
  "(request.resource.resource != 'endpointslices' || object.metadata.?labels == oldObject.metadata.?labels)";

/** With what Argo CD marks an object that it deployed. */
const MARK = "metadata.?annotations[?'argocd.argoproj.io/tracking-id']";

/**
 * What somebody made before a commit has it, of the same name: Argo CD writes its own keys into it, and leaves the others,
 * which workloads would read as if somebody had approved them.
 */
const IS_TAKEN_OVER = `(request.operation == 'UPDATE' && request.resource.resource in ['configmaps', 'secrets'] && !oldObject.${MARK}.hasValue() && object.${MARK}.hasValue())`;
const IS_OF_ARGO_CD_ALONE = `${FIELDS}.all(entry, entry.manager == 'argocd-controller' || entry.?fieldsV1.orValue({}).all(key, !(key in ['f:data', 'f:binaryData'])))`;

/**
 * Keeps what a rollout brought beside workloads as it was approved: a script in a ConfigMap runs as soon as pods are
 * restarted, faster than Argo CD undoes the change, and a route decides who answers. Everybody may add what Argo CD knows
 * nothing of, but for routes and backends of Services: those take requests away from what was approved.
 */
export const deployedFence = ({ environment, ...callers }: RolloutFenceProps): LifecyclePolicy => ({
  failurePolicy: 'Fail',
  matchConstraints: {
    matchPolicy: 'Equivalent',
    namespaceSelector: inNamespaces([namespaceOf(environment)]),
    resourceRules: [READ, ...ROUTES, ...BACKENDS],
  },
  variables: [
    ...callerVariables(callers),
    { name: 'isDeployed', expression: `request.operation != 'CREATE' && oldObject.${MARK}.hasValue()` },
    {
      name: 'isRoute',
      expression:
        "request.operation != 'DELETE' && (request.resource.group != '' || request.resource.resource == 'endpoints')",
    },
    {
      name: 'isKeeper',
      expression: `request.resource.resource in ['endpoints', 'endpointslices'] && request.userInfo.username in ${KEEPERS}`,
    },
    {
      name: 'isKept',
      expression: `request.operation == 'UPDATE' && variables.isUnchanged && ${SAME_SERVICE} && object.${MARK} == oldObject.${MARK} && ${IS_OWNER_KEPT} && ${IS_OWNERSHIP_KEPT}`,
    },
  ],
  validations: [
    {
      expression: `request.resource.resource == 'pods' ? ${SAME_ADDRESS} || variables.isController || variables.isBreakGlass || ${IS_PLATFORM} : !(variables.isDeployed || variables.isRoute) || variables.isController || variables.isKeeper || ${COLLECTORS} || variables.isKept || variables.isBreakGlass || ${IS_PLATFORM} || (request.operation != 'DELETE' && variables.isRepair)`,
      message: `What workloads of ${environment} read, and the routes that lead to them, come by its rollout, once somebody approved it: commit it, then npx lke-platform approve ${environment} --begin --reason <text>. In an emergency, use break-glass, or npx lke-platform environment repair ${environment} --user <name> --reason <text>`,
    },
    {
      expression: `!${IS_TAKEN_OVER} || ${IS_OF_ARGO_CD_ALONE}`,
      message: `It was there before its rollout brought it to ${environment}, and would keep what somebody else wrote into it: delete it with kubectl, and Argo CD makes it anew.`,
    },
  ],
});
