import type { EnvironmentName } from '../../entities/environment';
import { namespaceOf } from '../../naming';
import { callerVariables, COLLECTORS, type RolloutFenceProps } from './fence-of-rollout';
import { createsAndUpdates, inNamespaces, IS_PLATFORM, type LifecyclePolicy, type PolicyRule } from './policy';
import { IS_OWNER_KEPT, IS_OWNERSHIP_KEPT, rulesOfFile, SAME_ANNOTATIONS } from './variables';

/** Name of the policy of an environment, and of its binding. */
export const rolloutFenceName = (environment: EnvironmentName) => `lke-platform-rollout-workloads-${environment}`;

/**
 * What runs an image. Of how many there are, people go on deciding: `scale`, autoscalers, eviction, exec. A ReplicaSet is the
 * Deployment's: one of a former commit would bring that back, and so would an autoscaler of it.
 */
const RUNS: readonly PolicyRule[] = [
  createsAndUpdates('', ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers']),
  createsAndUpdates('apps', ['*', 'replicasets/scale']),
  { ...createsAndUpdates('apps', ['*']), operations: ['DELETE'] },
  createsAndUpdates('batch', ['*']),
  createsAndUpdates('autoscaling', ['horizontalpodautoscalers']),
];

/** What an object runs: the pods of its template, or itself. */
const podOf = (owner: string) =>
  `(${owner}.?spec.?jobTemplate.hasValue() ? ${owner}.?spec.?jobTemplate.?spec.?template.?spec : ${owner}.?spec.?template.hasValue() ? ${owner}.?spec.?template.?spec : ${owner}.?spec)`;

/** What people decide of a workload beside its pods: how many there are, and that they are made anew. */
const OF_PEOPLE = "(request.resource.resource == 'replicasets' ? ['template'] : ['template', 'replicas'])";
/** Paused, or with another way of updating, a workload would stay at a former commit, or go back to it. */
const GOES_ON_THE_SAME =
  `(request.resource.group != 'apps' || (object.spec.all(part, part in ${OF_PEOPLE} || (part in oldObject.spec && object.spec[part] == oldObject.spec[part])) && ` +
  `oldObject.spec.all(part, part in ${OF_PEOPLE} || part in object.spec)))`;

/** What makes pods of a ReplicaSet itself, past its Deployment. */
const IS_AUTOSCALER = "(request.resource.group == 'autoscaling' && object.spec.scaleTargetRef.kind != 'ReplicaSet')";
/** What goes with all that it made: without, its pods would stay for good, as those of a ReplicaSet of a Deployment might. */
const GOES_WHOLE =
  "(request.operation == 'DELETE' && !(request.resource.resource == 'replicasets' && oldObject.metadata.?ownerReferences.hasValue()) && " +
  "request.?options.?propagationPolicy.orValue('') != 'Orphan' && !request.?options.?orphanDependents.orValue(false))";

/**
 * Keeps what nobody approved out of an environment whose rollouts wait for a person: what runs there comes from Argo CD,
 * or from what Kubernetes makes of it. A restart, and how many there are, do not change
 * what runs. Let through are the platform itself, break-glass, and whoever was let in to deploy a fix.
 */
export const rolloutFence = ({ environment, ...callers }: RolloutFenceProps): LifecyclePolicy => ({
  failurePolicy: 'Fail',
  matchConstraints: {
    matchPolicy: 'Equivalent',
    namespaceSelector: inNamespaces([namespaceOf(environment)]),
    resourceRules: [...RUNS, ...rulesOfFile(callers.controllers)],
  },
  variables: [
    ...callerVariables(callers),
    {
      name: 'runsTheSame',
      expression: `request.operation == 'UPDATE' && !variables.isOfFile && ${podOf('object')}.hasValue() && ${podOf('object')} == ${podOf('oldObject')} && ${SAME_ANNOTATIONS} && ${GOES_ON_THE_SAME}`,
    },
    {
      name: 'isLeft',
      expression: `request.operation == 'UPDATE' && (variables.isUnchanged || variables.runsTheSame) && ${IS_OWNER_KEPT} && ${IS_OWNERSHIP_KEPT}`,
    },
  ],
  validations: [
    {
      expression: `variables.isController || variables.isLeft || ${IS_AUTOSCALER} || ${GOES_WHOLE} || ${COLLECTORS} || (request.operation != 'DELETE' && variables.isRepair) || variables.isBreakGlass || ${IS_PLATFORM}`,
      message: `What runs in ${environment} comes by its rollout, once somebody approved it: commit it, then npx lke-platform approve ${environment} --begin --reason <text>. In an emergency, use break-glass, or npx lke-platform environment repair ${environment} --user <name> --reason <text>`,
    },
  ],
});
