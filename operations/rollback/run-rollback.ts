import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import { accessTo } from '../deploy/bucket-access';
import { Deployment, type DeploymentProps } from '../deploy/deployment';
import type { OutputFolder } from '../deploy/output-folder';
import { RunFolder } from '../deploy/run-folder';
import { writeFormer } from './former';
import { goBack, type GoBackProps, type WentBack } from './go-back';
import type { RollbackPlan } from './record';

export interface RunRollbackProps extends Omit<DeploymentProps, 'folder' | 'command' | 'changes' | 'within'> {
  readonly plan: RollbackPlan;
  readonly output: OutputFolder;
}

/**
 * Goes back from a change, with a deployment of what was applied before.
 *
 * @param propsOf how to apply it
 * @param then what is done with the outcome, while that deployment is there
 * @throws as {@link writeFormer} and {@link goBack} do
 */
export async function runRollback<P extends Omit<GoBackProps, 'configurationsOf'>, T>(
  { plan, output, ...props }: RunRollbackProps,
  propsOf: (deployment: Deployment) => Promise<P>,
  then: (went: WentBack, deployment: Deployment, props: P) => Promise<T>,
): Promise<T> {
  const configurationsOf = new AppliedConfigurations(
    accessTo(output.endpoint, props.environment),
    output.buckets.artifacts,
  );
  const about = { command: 'rollback run', changes: true };
  return RunFolder.use({ ...about, platform: output.platform }, async (run) => {
    const former = await writeFormer(plan, output, configurationsOf, run);
    const within = { output: output.path, run };
    return Deployment.use({ ...props, ...about, folder: former.folder, within }, async (deployment) => {
      const how = await propsOf(deployment);
      return then(await goBack(deployment, plan, former, { ...how, configurationsOf }), deployment, how);
    });
  });
}
