import type { Command } from 'commander';
import type { Bootstrapped } from '../../operations/bootstrap/bootstrap';
import type { Colours } from '../conventions/colours';
import { exitCode } from '../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import type { ReportedProblem } from '../conventions/problems';
import type { CommandContext } from '../command-context';
import { synthParts } from '../synth-parts';

export function addBootstrap(program: Command, context: CommandContext): void {
  program
    .command('bootstrap')
    .description('make the buckets of a platform and a key for them, and move the state into them')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--out <folder>', 'folder for the output of the synth that comes first', OUTPUT_FOLDER)
    .action((file: string | undefined, { out }: { out: string }) =>
      context.run('bootstrap', async (progress) => {
        const { platformFileName, readPlatform } = await import('../../model/read-platform');
        const { synthesize } = await import('../../synth/synthesize');
        const { bootstrap } = await import('../../operations/bootstrap/bootstrap');
        const { env: environment } = context.streams;
        const { platform } = readPlatform({ file: file ?? platformFileName(environment), environment });
        const onStep = (text: string) => {
          progress.step(text);
        };
        synthesize({ file, out, ...(await synthParts(context.launcher)), onStack: onStep });
        const result = await bootstrap({ platform, stackFolder: `${out}/stacks/state`, environment, onStep });
        return {
          exitCode: result.lock === 'honoured' ? exitCode.fine : exitCode.found,
          result,
          warnings: [...lockWarnings(result), ...auditProblems(result)],
          text: (colours) => report(result, colours),
        };
      }),
    );
}

function lockWarnings({ lock }: Bootstrapped): ReportedProblem[] {
  if (lock === 'honoured') return [];
  const what =
    'this object storage ignores the lock: two applies of the same stack can run at once and spoil its state';
  const fix = 'write state.versioning: false before the first bootstrap, or let only one pipeline apply at a time';
  return [{ severity: 'warning', what, fix }];
}

function auditProblems({ notAudited }: Bootstrapped): ReportedProblem[] {
  return notAudited.map((what) => ({ severity: 'warning', what, fix: 'npx lke-platform audit deliver' }));
}

function report({ platform, buckets, variables, identity, steps }: Bootstrapped, colours: Colours): string {
  const { bold, green } = colours;
  const done = steps.length === 0 ? 'nothing was left to do' : `done: ${steps.join(', ')}`;
  return [
    `${green('ready')}: the state of platform ${platform} is kept in ${buckets.state} (${done})`,
    '',
    `Variables to set:    ${bold(variables)}`,
    ...(identity === undefined
      ? []
      : [`Opens snapshots:     ${bold(identity)}; keep a copy where the team keeps secrets`]),
    '',
    `Next: ${bold(`source ${variables}`)}, then ${bold("npx cdktf deploy '*'")} or ${bold('npx lke-platform apply')}`,
  ].join('\n');
}
