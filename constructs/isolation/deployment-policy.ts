import { type AdmissionPolicy, resourceRule } from '../access/admission-policy';
import { IS_NO_CONTROLLER } from './kubernetes-controllers';
import { inEnvironments } from './placement-policy';

/** A policy whose bounds stand in a ConfigMap, one for each environment. */
export interface BoundedPolicy extends AdmissionPolicy {
  readonly paramKind: { readonly apiVersion: 'v1'; readonly kind: 'ConfigMap' };
}

const bound = (name: string) => `int(params.data.${name})`;

const NEW = 'variables.number';
const OLD = 'variables.before';
/** Leaves it as it was, or goes towards the bound, which may have been drawn in since. */
const isNoMore = `(request.operation == 'UPDATE' && ${NEW} <= ${OLD})`;
const isNoLess = `(request.operation == 'UPDATE' && ${NEW} >= ${OLD} && (${OLD} > 0 || ${NEW} == 0))`;

/** A number of an object, and what it was before. */
const numbers = (field: string, otherwise: string) => [
  { name: 'number', expression: `object${field}.orValue(${otherwise})` },
  { name: 'before', expression: `request.operation == 'UPDATE' ? oldObject${field}.orValue(${otherwise}) : 0` },
];

const bounded = (
  rules: Parameters<typeof inEnvironments>[0],
  variables: NonNullable<AdmissionPolicy['variables']>,
  validations: AdmissionPolicy['validations'],
): BoundedPolicy => ({
  ...inEnvironments(rules, validations),
  paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
  variables,
  matchConditions: [IS_NO_CONTROLLER],
});

const WORKLOADS = ['deployments', 'statefulsets', 'replicasets'];
const withScale = (resources: readonly string[]) => resources.flatMap((name) => [name, `${name}/scale`]);

/** Of a scale, the API leaves 0 out. */
const REPLICAS = bounded(
  [
    resourceRule('apps', withScale(WORKLOADS), ['CREATE', 'UPDATE']),
    resourceRule('', withScale(['replicationcontrollers']), ['CREATE', 'UPDATE']),
  ],
  numbers('.?spec.?replicas', "request.kind.kind == 'Scale' ? 0 : 1"),
  [
    {
      expression: `${isNoMore} || ${NEW} <= ${bound('maxReplicas')}`,
      message: 'More replicas than the environment allows (deploymentPolicy.maxReplicas).',
      messageExpression: `string(${NEW}) + ' replicas are more than ' + request.namespace + ' allows: ' + params.data.maxReplicas + ' (deploymentPolicy.maxReplicas).'`,
    },
    {
      expression: `${isNoLess} || request.resource.resource != 'deployments' || ${NEW} == 0 || ${NEW} >= ${bound('minReplicas')}`,
      message: 'Fewer replicas than the environment asks for (deploymentPolicy.minReplicas).',
      messageExpression: `string(${NEW}) + ' replicas of a Deployment are fewer than ' + request.namespace + ' asks for: ' + params.data.minReplicas + ', or 0 to switch it off (deploymentPolicy.minReplicas).'`,
    },
  ],
);

const AUTOSCALER = [resourceRule('autoscaling', ['horizontalpodautoscalers'], ['CREATE', 'UPDATE'])];

const AUTOSCALERS = bounded(AUTOSCALER, numbers('.?spec.?maxReplicas', '1'), [
  {
    expression: `${isNoMore} || ${NEW} <= ${bound('autoscalerMaxReplicas')}`,
    message: 'An autoscaler up to more replicas than the environment allows (deploymentPolicy.autoscalerMaxReplicas).',
    messageExpression: `'maxReplicas ' + string(${NEW}) + ' is more than ' + request.namespace + ' allows an autoscaler: ' + params.data.autoscalerMaxReplicas + ' (deploymentPolicy.autoscalerMaxReplicas).'`,
  },
]);

const LEAST = bounded(AUTOSCALER, numbers('.?spec.?minReplicas', '1'), [
  {
    expression: `${isNoLess} || ${NEW} >= ${bound('minReplicas')}`,
    message: 'An autoscaler down to fewer replicas than the environment asks for (deploymentPolicy.minReplicas).',
    messageExpression: `'minReplicas ' + string(${NEW}) + ' is less than ' + request.namespace + ' asks for: ' + params.data.minReplicas + ' (deploymentPolicy.minReplicas).'`,
  },
]);

const SURGE = '.?spec.?strategy.?rollingUpdate.?maxSurge';
/** A share of the replicas, in whole pods; one is always allowed, as a rollout without any would not go on. */
const ALLOWED_PODS = `(variables.replicas * ${bound('maxSurgePercent')} + 99) / 100`;

const ROLLOUTS = bounded(
  [resourceRule('apps', ['deployments'], ['CREATE', 'UPDATE'])],
  [
    { name: 'replicas', expression: 'object.?spec.?replicas.orValue(1)' },
    { name: 'surge', expression: `dyn(object${SURGE}.orValue(0))` },
  ],
  [
    {
      expression:
        `(request.operation == 'UPDATE' && object${SURGE} == oldObject${SURGE}) || (type(variables.surge) == string ? ` +
        `int(variables.surge.replace('%', '')) <= ${bound('maxSurgePercent')} : ` +
        `(int(variables.surge) <= 1 || int(variables.surge) <= ${ALLOWED_PODS}))`,
      message: 'A rollout adds more pods than the environment allows (deploymentPolicy.maxSurgePercent).',
      messageExpression: `'A rollout with maxSurge ' + string(variables.surge) + ' adds more pods than ' + request.namespace + ' allows: write spec.strategy.rollingUpdate.maxSurge: ' + params.data.maxSurgePercent + '% (deploymentPolicy.maxSurgePercent).'`,
    },
  ],
);

const MAX_UNAVAILABLE = 'variables.budget.?maxUnavailable';
/**
 * `maxUnavailable` is judged as a number alone: a share may be all of the pods, or none. Of `minAvailable` a policy sees
 * only that it is nothing or everything.
 */
const DISRUPTIONS = bounded(
  [resourceRule('policy', ['poddisruptionbudgets'], ['CREATE', 'UPDATE'])],
  [{ name: 'budget', expression: 'object.?spec.orValue({})' }],
  [
    {
      expression:
        "(request.operation == 'UPDATE' && object.spec == oldObject.spec) || " +
        `(${MAX_UNAVAILABLE}.hasValue() ? type(${MAX_UNAVAILABLE}.value()) == int && ${MAX_UNAVAILABLE}.value() >= 1 && ${MAX_UNAVAILABLE}.value() <= ${bound('maxUnavailable')} : ` +
        "!(string(variables.budget.?minAvailable.orValue(1)) in ['0', '0%', '100%']))",
      message: 'A PodDisruptionBudget beyond what the environment allows (deploymentPolicy.maxUnavailable).',
      messageExpression: `'This PodDisruptionBudget lets go none, all, or more pods at once than ' + request.namespace + ' allows: write spec.maxUnavailable: ' + params.data.maxUnavailable + ' (deploymentPolicy.maxUnavailable).'`,
    },
  ],
);

/** The bounds of environments, in the API server: one policy a number. */
export const DEPLOYMENT_POLICIES: Readonly<Record<string, BoundedPolicy>> = {
  'lke-platform-replicas': REPLICAS,
  'lke-platform-autoscalers': AUTOSCALERS,
  'lke-platform-autoscaler-minimum': LEAST,
  'lke-platform-rollouts': ROLLOUTS,
  'lke-platform-disruptions': DISRUPTIONS,
};
