import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import { writeConfiguration } from '../applied-configuration/configuration';
import type { AppliedRecord } from '../applied-configuration/record';
import { standingText } from '../applied-configuration/standing';
import { accessTo } from '../deploy/bucket-access';
import { DeployRefused } from '../deploy/deploy-problem';
import type { Deployment } from '../deploy/deployment';
import type { SynthesizedStack } from '../deploy/output-folder';
import { storedState } from '../deploy/stored-state';
import { appliedOf } from './applied-attempts';

/**
 * What was applied last of a stack, if that is all that was done to it.
 *
 * @throws {DeployRefused} when it is not known, or something was done since that going back would undo
 */
export async function lastApplied(deployment: Deployment, stack: SynthesizedStack): Promise<AppliedRecord> {
  const { endpoint, buckets } = deployment.output;
  const store = new AppliedConfigurations(accessTo(endpoint, deployment.environment), buckets.artifacts);
  const state = await storedState(deployment, stack);
  const { standing, done, halfDone } = await appliedOf(store, stack.id, state);
  if (standing.status === 'current' && done && halfDone.length === 0) return done;
  const what =
    standing.status === 'no-state'
      ? 'nothing was applied of it yet'
      : (standingText(stack.id, standing) ?? 'the last apply of it failed; what of it was done is not known');
  const fix = `review what is pending and apply it, which puts back what was changed, too: npx lke-platform apply ${stack.id}`;
  throw new DeployRefused([{ where: `stack ${stack.id}`, what, fix }]);
}

/**
 * Writes an output folder in which one stack is as it was applied last, so that nothing that is pending rides along.
 *
 * @returns the folder, which is there for the time of the command
 */
export async function writeAppliedOutput(
  deployment: Deployment,
  stack: SynthesizedStack,
  record: AppliedRecord,
): Promise<string> {
  const { path, endpoint, buckets, stacks } = deployment.output;
  const store = new AppliedConfigurations(accessTo(endpoint, deployment.environment), buckets.artifacts);
  const configuration = await store.read(record);
  const folder = deployment.workFolder(stack, 'applied');
  const beside = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name } of beside) cpSync(join(path, name), join(folder, name));
  for (const { id } of stacks.filter((other) => other.id !== stack.id)) {
    mkdirSync(join(folder, 'stacks', id), { recursive: true });
    cpSync(join(path, 'stacks', id, 'cdk.tf.json'), join(folder, 'stacks', id, 'cdk.tf.json'));
  }
  writeConfiguration(configuration, folder);
  return folder;
}
