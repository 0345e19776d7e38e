import type { EnvironmentName } from '../../entities/environment';
import { namespaceOf } from '../../naming';
import { callerVariables, type RolloutFenceProps } from './fence-of-rollout';
import { createsAndUpdates, inNamespaces, IS_PLATFORM, type LifecyclePolicy } from './policy';
import { rulesOfFile, SAME_ANNOTATIONS } from './variables';

/** Name of the policy of an environment, and of its binding. */
export const rolloutFenceName = (environment: EnvironmentName) => `lke-platform-rollout-workloads-${environment}`;

/** What runs an image. Of how many there are, people go on deciding: `scale`, autoscalers, eviction, exec. */
const RUNS = [
  createsAndUpdates('', ['pods', 'pods/ephemeralcontainers', 'replicationcontrollers']),
  createsAndUpdates('apps', ['*']),
  createsAndUpdates('batch', ['*']),
];

/** What an object runs: the pods of its template, or itself. */
const podOf = (owner: string) =>
  `(${owner}.?spec.?jobTemplate.hasValue() ? ${owner}.?spec.?jobTemplate.?spec.?template.?spec : ${owner}.?spec.?template.hasValue() ? ${owner}.?spec.?template.?spec : ${owner}.?spec)`;

/**
 * Keeps what nobody approved out of an environment whose rollouts wait for a person: what runs there comes from Argo CD,
 * or from what Kubernetes makes of it. A restart, and all that leaves the pods of a template as they are, does not change
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
      expression: `request.operation == 'UPDATE' && !variables.isOfFile && ${podOf('object')}.hasValue() && ${podOf('object')} == ${podOf('oldObject')} && ${SAME_ANNOTATIONS}`,
    },
  ],
  validations: [
    {
      expression: `variables.isController || variables.isUnchanged || variables.runsTheSame || variables.isRepair || variables.isBreakGlass || ${IS_PLATFORM}`,
      message: `What runs in ${environment} comes by its rollout, once somebody approved it: commit it, then npx lke-platform approve ${environment} --begin --reason <text>. In an emergency, use break-glass, or npx lke-platform environment repair ${environment} --user <name> --reason <text>`,
    },
  ],
});
