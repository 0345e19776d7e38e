import type { EnvironmentName } from '../../entities/environment';
import { ACCESS_NAMESPACE } from '../../naming';
import type { WorkloadController } from './controllers';
import { celList, type LifecyclePolicy } from './policy';
import { NAMESPACE_VARIABLES, REPAIR_VARIABLES, requestVariables } from './variables';

/** What the fences of an environment know whose rollouts wait for a person. */
export interface RolloutFenceProps {
  /** Environment whose rollouts wait for a person. */
  readonly environment: EnvironmentName;
  /** ServiceAccount of Argo CD's controller, as `<namespace>/<name>`. */
  readonly deployer: string;
  /** Who may deploy in an emergency: accounts of the access namespace, and groups of the identity provider. */
  readonly breakGlass: readonly { readonly account: string; readonly oidcGroups: readonly string[] }[];
  /** Controllers that the platform file names. */
  readonly controllers: readonly WorkloadController[];
}

/** Who asks, as all fences of a rollout tell it: a controller or the deployer, whoever was let in for a repair, break-glass. */
export const callerVariables = ({
  deployer,
  breakGlass,
  controllers,
}: Omit<RolloutFenceProps, 'environment'>): LifecyclePolicy['variables'] => [
  ...NAMESPACE_VARIABLES,
  ...requestVariables([...controllers, { serviceAccount: deployer, resources: [] }]),
  ...REPAIR_VARIABLES,
  { name: 'isBreakGlass', expression: isBreakGlass(breakGlass) },
];

function isBreakGlass(breakGlass: RolloutFenceProps['breakGlass']): string {
  const accounts = breakGlass.map(({ account }) => `system:serviceaccount:${ACCESS_NAMESPACE}:${account}`);
  const groups = breakGlass.flatMap(({ oidcGroups }) => oidcGroups);
  return `request.userInfo.username in ${celList(accounts)} || (has(request.userInfo.groups) && request.userInfo.groups.exists(group, group in ${celList(groups)}))`;
}

/** What goes with what it belonged to. */
export const COLLECTORS =
  "request.userInfo.username in ['system:serviceaccount:kube-system:generic-garbage-collector', 'system:serviceaccount:kube-system:namespace-controller']";
