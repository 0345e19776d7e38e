import { ENVIRONMENT_NAMES } from '../../entities/environment';
import { namespaceOf, STATUS_KEY } from '../../naming';
import { exemptUsers, type WorkloadController } from './controllers';
import { celList, createsAndUpdates, inNamespaces, type LifecyclePolicy } from './policy';
import { CREDENTIAL_EXTRA, REPAIR_CREDENTIAL_KEY, REPAIR_UNTIL_KEY, REPAIR_USER_KEY, REPAIRABLE } from './repair';

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

/** A label or an annotation of the namespace, empty where there is none. */
const ofNamespace = (of: 'labels' | 'annotations', key: string) =>
  `(has(namespaceObject.metadata.${of}) && '${key}' in namespaceObject.metadata.${of} ? namespaceObject.metadata.${of}['${key}'] : '')`;

/**
 * Annotations that Kubernetes acts on: a Deployment goes back to a former template, and an autoscaler has no other place
 * for them in the first version of its kind.
 */
const ACTED_ON = [
  'deprecated.deployment.rollback.to',
  'autoscaling.alpha.kubernetes.io/metrics',
  'autoscaling.alpha.kubernetes.io/behavior',
];

const annotationsOf = (owner: string) => `${owner}.metadata.?annotations.orValue({})`;
const SAME_ANNOTATIONS = `(variables.isOfFile ? ${annotationsOf('object')} == ${annotationsOf('oldObject')} : ${celList(ACTED_ON)}.all(key, ${annotationsOf('object')}[?key] == ${annotationsOf('oldObject')}[?key]))`;

/** Whether every part of an object is as it was, but for those that no controller acts on. */
const SAME_PARTS =
  'object.all(part, part in variables.aside || (part in oldObject && object[part] == oldObject[part])) && ' +
  'oldObject.all(part, part in variables.aside || part in object)';

const UNTIL = 'timestamp(variables.repairUntil)';
const FIELDS = 'object.metadata.?managedFields.orValue([])';
const FORMER_FIELDS = 'oldObject.metadata.?managedFields.orValue([])';
/** Whether this very request was noted: a field that is taken away alone leaves all times as they were. */
const IS_NOTED = `${FIELDS}.exists(entry, !${FORMER_FIELDS}.exists(former, former.manager == entry.manager && former.operation == entry.operation && former.?time == entry.?time))`;
/**
 * The API server's own clock: when it made the object, or when it noted a change of its fields, which it does before it
 * asks a policy. What has neither, such as a subresource `scale`, tells no time.
 */
const IN_TIME = `variables.repairUntil != '' && (request.operation == 'CREATE' ? (has(object.metadata.creationTimestamp) && timestamp(object.metadata.creationTimestamp) <= ${UNTIL}) : (${IS_NOTED} && ${FIELDS}.all(entry, has(entry.time) && timestamp(entry.time) <= ${UNTIL})))`;

const CREDENTIALS = `(has(request.userInfo.extra) && '${CREDENTIAL_EXTRA}' in request.userInfo.extra ? request.userInfo.extra['${CREDENTIAL_EXTRA}'] : [])`;

const IS_NODE = `(request.userInfo.username.startsWith('system:node:') && has(request.userInfo.groups) && 'system:nodes' in request.userInfo.groups)`;

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
    resourceRules: [...WORKLOADS, ...controllers.flatMap(({ resources }) => resources.map(ruleOf))],
  },
  variables: [
    { name: 'status', expression: ofNamespace('labels', STATUS_KEY) },
    { name: 'repairUser', expression: ofNamespace('annotations', REPAIR_USER_KEY) },
    { name: 'repairUntil', expression: ofNamespace('annotations', REPAIR_UNTIL_KEY) },
    { name: 'repairCredential', expression: ofNamespace('annotations', REPAIR_CREDENTIAL_KEY) },
    {
      name: 'isController',
      expression: `request.userInfo.username in ${celList(exemptUsers(controllers))} || ${IS_NODE}`,
    },
    {
      name: 'isOfFile',
      expression: `request.resource.resource + '.' + request.resource.group in ${celList(controllers.flatMap(({ resources }) => resources))}`,
    },
    // Of what other controllers act on nothing is known: a Rollout is promoted by its status.
    { name: 'aside', expression: "variables.isOfFile ? ['metadata'] : ['metadata', 'status']" },
    {
      name: 'isUnchanged',
      expression: `request.operation == 'UPDATE' && ${SAME_PARTS} && ${SAME_ANNOTATIONS}`,
    },
    {
      name: 'isRepairer',
      expression: `variables.status in ${celList(REPAIRABLE)} && variables.repairUser != '' && variables.repairUser == request.userInfo.username && (variables.repairCredential == '' || variables.repairCredential in ${CREDENTIALS})`,
    },
    { name: 'isRepair', expression: `variables.isRepairer && ${IN_TIME}` },
  ],
  validations: [
    {
      expression:
        "variables.status == 'ready' || variables.isController || variables.isUnchanged || variables.isRepair",
      message: 'The environment takes no workloads, because it is not ready: npx lke-platform environment status',
      messageExpression:
        `'The environment ' + ${NAME} + ' takes no workloads, because it is ' + (variables.status == '' ? 'not ready' : variables.status) + ': ' + ` +
        `(variables.isRepairer ? 'the repair that was allowed to ' + variables.repairUser + ' ended at ' + variables.repairUntil + ', or this request tells no time: a scale (change spec.replicas instead), what only takes a field away (change an annotation with it), or the second one within a second (ask again). ' : '') + ` +
        `'npx lke-platform environment status ' + ${NAME}`,
    },
  ],
});

/** @param resource as `<resource>.<group>` */
function ruleOf(resource: string) {
  const [name = '', ...group] = resource.split('.');
  return createsAndUpdates(group.join('.'), [name, `${name}/scale`, `${name}/status`]);
}
