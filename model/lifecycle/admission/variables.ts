import { STATUS_KEY } from '../../naming';
import { exemptUsers, type WorkloadController } from './controllers';
import { celList, createsAndUpdates, type LifecyclePolicy, type PolicyRule } from './policy';
import { CREDENTIAL_EXTRA, REPAIR_CREDENTIAL_KEY, REPAIR_UNTIL_KEY, REPAIR_USER_KEY, REPAIRABLE } from './repair';

type Variables = LifecyclePolicy['variables'];

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
/** Whether the annotations are as they were, as far as a controller acts on them. */
export const SAME_ANNOTATIONS = `(variables.isOfFile ? ${annotationsOf('object')} == ${annotationsOf('oldObject')} : ${celList(ACTED_ON)}.all(key, ${annotationsOf('object')}[?key] == ${annotationsOf('oldObject')}[?key]))`;

/** Whether every part of an object is as it was, but for those that no controller acts on. */
const SAME_PARTS =
  'object.all(part, part in variables.aside || (part in oldObject && object[part] == oldObject[part])) && ' +
  'oldObject.all(part, part in variables.aside || part in object)';

const UNTIL = 'timestamp(variables.repairUntil)';
export const FIELDS = 'object.metadata.?managedFields.orValue([])';
const FORMER_FIELDS = 'oldObject.metadata.?managedFields.orValue([])';
/** Whether this very request was noted: a field that is taken away alone leaves all times as they were. */
const IS_NOTED = `${FIELDS}.exists(entry, !${FORMER_FIELDS}.exists(former, former.manager == entry.manager && former.operation == entry.operation && former.?time == entry.?time))`;
/**
 * Who an object belongs to stays: what loses its owner outlives it, and what gets one that is not there goes. An owner
 * knows what it has by labels.
 */
export const IS_OWNER_KEPT =
  "['ownerReferences', 'finalizers'].all(part, object.metadata[?part] == oldObject.metadata[?part]) && " +
  "(!(oldObject.metadata.?ownerReferences.hasValue() || request.resource.resource == 'replicasets') || object.metadata.?labels == oldObject.metadata.?labels)";

/**
 * Argo CD leaves fields of Kubernetes' controllers as they are, by a name that anybody can give, and takes away only what
 * nobody else has applied: whoever did either would keep fields of a former commit beside those of the next one.
 */
export const IS_OWNERSHIP_KEPT = `${FIELDS}.all(entry, entry.manager == 'argocd-controller' || (entry.operation != 'Apply' && entry.manager != 'kube-controller-manager') || entry in ${FORMER_FIELDS})`;

/**
 * The API server's own clock: when it made the object, or when it noted a change of its fields, which it does before it
 * asks a policy. What has neither, such as a subresource `scale`, tells no time.
 */
const IN_TIME = `variables.repairUntil != '' && (request.operation == 'CREATE' ? (has(object.metadata.creationTimestamp) && timestamp(object.metadata.creationTimestamp) <= ${UNTIL}) : (${IS_NOTED} && ${FIELDS}.all(entry, has(entry.time) && timestamp(entry.time) <= ${UNTIL})))`;

const CREDENTIALS = `(has(request.userInfo.extra) && '${CREDENTIAL_EXTRA}' in request.userInfo.extra ? request.userInfo.extra['${CREDENTIAL_EXTRA}'] : [])`;

const IS_NODE = `(request.userInfo.username.startsWith('system:node:') && has(request.userInfo.groups) && 'system:nodes' in request.userInfo.groups)`;

/** What the namespace says of its environment: its status, and who may deploy a fix. */
export const NAMESPACE_VARIABLES: Variables = [
  { name: 'status', expression: ofNamespace('labels', STATUS_KEY) },
  { name: 'repairUser', expression: ofNamespace('annotations', REPAIR_USER_KEY) },
  { name: 'repairUntil', expression: ofNamespace('annotations', REPAIR_UNTIL_KEY) },
  { name: 'repairCredential', expression: ofNamespace('annotations', REPAIR_CREDENTIAL_KEY) },
];

/** Who asks, and whether a controller acts on what is asked for. @param controllers those that the platform file names */
export const requestVariables = (controllers: readonly WorkloadController[]): Variables => [
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
];

/** Whether this is a fix that somebody was let in to deploy. */
export const REPAIR_VARIABLES: Variables = [
  {
    name: 'isRepairer',
    expression: `variables.status in ${celList(REPAIRABLE)} && variables.repairUser != '' && variables.repairUser == request.userInfo.username && (variables.repairCredential == '' || variables.repairCredential in ${CREDENTIALS})`,
  },
  { name: 'isRepair', expression: `variables.isRepairer && ${IN_TIME}` },
];

/** What people write for controllers of the platform file. */
export const rulesOfFile = (controllers: readonly WorkloadController[]): readonly PolicyRule[] =>
  controllers.flatMap(({ resources }) => resources.map(ruleOf));

/** @param resource as `<resource>.<group>` */
function ruleOf(resource: string) {
  const [name = '', ...group] = resource.split('.');
  return createsAndUpdates(group.join('.'), [name, `${name}/scale`, `${name}/status`]);
}
