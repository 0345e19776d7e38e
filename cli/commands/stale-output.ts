import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COST_BASIS_FILE } from '../../model/cost/cost-basis';
import { platformFileName } from '../../model/read-platform';
import type { Deployment } from '../../operations/deploy/deployment';
import type { OutputFolder } from '../../operations/deploy/output-folder';
import type { CommandContext } from '../command-context';
import { synthParts } from '../synth-parts';
import { problemsLine, type ReportedProblem } from '../conventions/problems';
import type { Progress } from '../conventions/progress';
import { warnNow } from '../conventions/run-command';

/**
 * Says that the platform file, or what overrides it, is not what was synthesized: whoever edits the file and forgets
 * to synthesize would otherwise read in the plan that there is nothing to do.
 *
 * @returns the warnings that the reply has to carry, because they were not printed yet
 */
export async function warnOfStaleOutput(
  deployment: Pick<Deployment, 'output' | 'run'>,
  context: CommandContext,
  progress: Progress,
): Promise<ReportedProblem[]> {
  return warnNow(await staleOutput(deployment, context), { ...context, progress });
}

async function staleOutput(
  { output, run }: Pick<Deployment, 'output' | 'run'>,
  { launcher, streams: { env } }: CommandContext,
): Promise<ReportedProblem[]> {
  const file = platformFileName(env);
  if (!existsSync(file)) return [];
  const { stage } = await import('../../synth/stage');
  const staging = run.workFolder('synth');
  try {
    const { platform, stacks } = stage({ file, ...(await synthParts(launcher)), staging });
    // Another platform's file, as where one of a fleet is planned.
    if (platform.name !== output.platform) return [];
    const ids = new Set([...stacks.map(({ stack }) => stack), ...output.stacks.map(({ id }) => id)]);
    const differing = [
      ...[...ids].filter((id) => textIn(staging, rootModule(id)) !== textIn(output.path, rootModule(id))),
      ...[COST_BASIS_FILE].filter((name) => textIn(staging, name) !== textIn(output.path, name)),
    ];
    return differing.length === 0 ? [] : [stale(output, file, `a synth would change ${differing.join(', ')}`)];
  } catch (error) {
    return [stale(output, file, `a synth would fail: ${problemsLine(error)}`)];
  }
}

function stale({ path }: OutputFolder, file: string, reason: string): ReportedProblem {
  return {
    severity: 'warning',
    what: `${path} is not what ${file} says now: ${reason}`,
    fix: 'if that is not meant, synthesize and begin again: npx lke-platform synth',
  };
}

const rootModule = (stack: string) => join('stacks', stack, 'cdk.tf.json');

function textIn(output: string, name: string): string | undefined {
  const file = join(output, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
