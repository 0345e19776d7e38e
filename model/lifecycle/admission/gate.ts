import { ENVIRONMENT_NAMES } from '../../entities/environment';
import { namespaceOf } from '../../naming';
import type { WorkloadController } from './controllers';
import { createsAndUpdates, inNamespaces, type LifecyclePolicy } from './policy';
import { NAMESPACE_VARIABLES, REPAIR_VARIABLES, requestVariables, rulesOfFile } from './variables';

/** Name of the policy, and of its binding. */
export const GATE = 'lke-platform-gate';

const NAMESPACES = ENVIRONMENT_NAMES.map(namespaceOf);

/** What runs something, or says how much of it. Eviction, exec and debug are repair, and left out. */
const WORKLOADS = [
  createsAndUpdates('', [
    ...['pods', 'pods/resize', 'pods/binding', 'bindings'],
    ...['replicationcontrollers', 'replicationcontrollers/scale'],
  ]),
  createsAndUpdates('apps', ['*', '*/scale']),
  createsAndUpdates('batch', ['*']),
  createsAndUpdates('autoscaling', ['*']),
];

/** What every refusal of the gate has in it. */
export const GATE_REFUSAL = 'takes no workloads, because it is';

const NAME = `request.namespace.substring(${'env-'.length})`;

/**
 * Keeps workloads out of an environment that is not `ready`: nobody makes or changes one there but Kubernetes itself,
 * and whoever was let in to deploy a fix. What leaves alone what a controller acts on is never refused.
 *
 * @param controllers further ones that make workloads, and what people write for them
 */
export const gatePolicy = (controllers: readonly WorkloadController[]): LifecyclePolicy => ({
  failurePolicy: 'Fail',
  matchConstraints: {
    matchPolicy: 'Equivalent',
    namespaceSelector: inNamespaces(NAMESPACES),
    resourceRules: [...WORKLOADS, ...rulesOfFile(controllers)],
  },
  variables: [...NAMESPACE_VARIABLES, ...requestVariables(controllers), ...REPAIR_VARIABLES],
  validations: [
    {
      expression:
        "variables.status == 'ready' || variables.isController || variables.isUnchanged || variables.isRepair",
      message: `The environment ${GATE_REFUSAL} not ready: npx lke-platform environment status`,
      messageExpression:
        `'The environment ' + ${NAME} + ' ${GATE_REFUSAL} ' + (variables.status == '' ? 'not ready' : variables.status) + ': ' + ` +
        `(variables.isRepairer ? 'the repair that was allowed to ' + variables.repairUser + ' ended at ' + variables.repairUntil + ', or this request tells no time: a scale (change spec.replicas instead), what only takes a field away (change an annotation with it), or the second one within a second (ask again). ' : '') + ` +
        `'npx lke-platform environment status ' + ${NAME}`,
    },
  ],
});
