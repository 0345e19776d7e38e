import type { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import { readConfiguration } from '../applied-configuration/configuration';
import { emptied } from '../applied-configuration/emptied';
import { type OutputFolder, readOutputFolder, stackNamed } from '../deploy/output-folder';
import type { RunFolder } from '../deploy/run-folder';
import { writeFormerFolder } from './former-folder';
import { NO_BLOCKS } from './inverse-blocks';
import type { RollbackPlan } from './record';
import { RollbackRefused } from './refused';
import { staying } from './steps';

/** The output folder that a rollback applies. */
export interface Former {
  readonly folder: string;
  /** SHA-256 of the configuration of the stack in it. */
  readonly hash: string;
  /** Whether all of the stack is taken down, because there was nothing before. */
  readonly isTakeDown: boolean;
}

/**
 * Writes the output folder that leads back, for the time of a run.
 *
 * @throws {RollbackRefused} when what was before is not known, or not there any more
 */
export async function writeFormer(
  plan: RollbackPlan,
  output: OutputFolder,
  configurations: AppliedConfigurations,
  run: RunFolder,
): Promise<Former> {
  if (plan.platform !== output.platform) {
    throw refused(plan, `it is a plan of the platform ${plan.platform}, and ${output.path} is of ${output.platform}`);
  }
  const { previous, changed, inverse_blocks: blocks, ways_back: ways } = plan;
  if (previous.kind === 'unknown') throw refused(plan, `what was before is not known: ${previous.why}`);
  const isTakeDown = previous.kind === 'nothing';
  const configuration = await configurations.read(isTakeDown ? changed : previous).catch((error: unknown) => {
    throw refused(plan, `what to go back to cannot be read: ${(error as Error).message}`);
  });
  const path = run.workFolder(`${plan.stack}-former`);
  const stack = stackNamed(output, plan.stack);
  writeFormerFolder({
    ...{ path, output, stack, configuration, isUnprotected: isTakeDown },
    blocks: isTakeDown ? NO_BLOCKS : blocks,
    staying: new Map(ways.flatMap((way) => (isTakeDown ? [] : [[way.address, staying(way)]]))),
  });
  const { folder } = stackNamed(readOutputFolder(path), plan.stack);
  const applied = readConfiguration({ output: path, folder });
  // To destroy is to apply what nothing is left of.
  const { hash } = isTakeDown ? emptied(applied) : applied;
  return { folder: path, hash, isTakeDown };
}

const refused = ({ rollback_id: id, stack }: RollbackPlan, what: string) =>
  new RollbackRefused([
    {
      where: `rollback ${id}`,
      what,
      fix: `go back by hand: check out the commit before, synthesize, and npx lke-platform plan ${stack}`,
    },
  ]);
