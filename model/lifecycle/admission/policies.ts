import { type Rollout, rolloutsOf } from '../../derive/rollouts';
import type { EnvironmentName } from '../../entities/environment';
import type { Platform } from '../../platform';
import type { WorkloadController } from './controllers';
import { deployedFence, deployedFenceName } from './deployed-fence';
import { GATE, gatePolicy } from './gate';
import type { LifecyclePolicy } from './policy';
import { rolloutFence, rolloutFenceName } from './rollout-fence';
import { STATUS_FENCE, statusFence } from './status-fence';

type Policies = Readonly<Record<string, LifecyclePolicy>>;

/** What the API server holds for the lifecycle, by name. @param controllers further ones that make workloads */
export const lifecyclePolicies = (controllers: readonly WorkloadController[]): Policies => ({
  [GATE]: gatePolicy(controllers),
  [STATUS_FENCE]: statusFence,
});

/** The account of Argo CD's controller, as its chart names it. */
export const ARGO_CD_CONTROLLER = 'argocd/argocd-application-controller';

/** What the API server holds of what runs in the environments of a platform, by name. */
export const workloadPoliciesOf = (platform: Platform): Policies => ({
  ...lifecyclePolicies(platform.workloadControllers),
  ...(platform.argoCd.enabled && rolloutFences(platform)),
});

/** Of the environments whose rollouts wait for a person; the baseline is nobody's but the platform's. */
function rolloutFences(platform: Platform): Policies {
  const isOfEnvironment = (it: Rollout): it is Rollout & { name: EnvironmentName } => it.name !== 'baseline';
  return Object.fromEntries(
    rolloutsOf(platform)
      .filter(isOfEnvironment)
      .filter(({ gated }) => gated)
      .flatMap(({ name: environment }) => {
        const props = {
          environment,
          deployer: ARGO_CD_CONTROLLER,
          breakGlass: platform.environments
            .filter(({ name }) => name === environment)
            .flatMap(({ accessPolicies }) => accessPolicies.filter(({ role }) => role === 'break-glass')),
          controllers: platform.workloadControllers,
        };
        return [
          [rolloutFenceName(environment), rolloutFence(props)],
          [deployedFenceName(environment), deployedFence(props)],
        ];
      }),
  );
}
