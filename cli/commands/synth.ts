import type { Command } from 'commander';
import type { Synthesized } from '../../synth/synthesize';
import { type Colours } from '../conventions/colours';
import { exitCode } from '../conventions/exit-codes';
import { type ReportedProblem } from '../conventions/problems';
import { type CommandContext } from '../program';

const DEFAULT_OUT = 'cdktf.out';

export function addSynth(program: Command, context: CommandContext): void {
  program
    .command('synth')
    .description('write the Terraform of a platform')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--out <folder>', 'folder for the output', DEFAULT_OUT)
    .action((file: string | undefined, { out }: { out: string }) =>
      context.run('synth', async (progress) => {
        const { synthesize } = await import('../../synth/synthesize');
        const kubeCredential = await context.launcher.bundle('kube-credential');
        const result = synthesize({ file, out, kubeCredential, onStack: (stack) => progress.step(stack) });
        return {
          exitCode: exitCode.fine,
          result,
          warnings: warningsOf(result),
          text: (colours) => report(result, colours),
        };
      }),
    );
}

export function warningsOf({ warnings, removedPlans, keptStates }: Synthesized): ReportedProblem[] {
  return [
    ...warnings,
    ...removedPlans.map((plan) => ({
      severity: 'warning' as const,
      what: `removed the saved plan ${plan}: it was made for the former output, and a plan holds secrets`,
    })),
    ...keptStates.map((folder) => ({
      severity: 'warning' as const,
      what: `${folder} is no stack any more but stays, because a local state is in it`,
      fix: 'destroy what the state describes, then remove the folder',
    })),
  ];
}

const CHANGE_COLOURS = { new: 'green', changed: 'yellow', unchanged: 'dim', removed: 'red' } as const;

function report({ platform, out, stacks }: Synthesized, colours: Colours): string {
  const rows = stacks.map(({ stack, resources, bytes, change }) => [
    stack,
    change === 'removed' ? '-' : String(resources),
    change === 'removed' ? '-' : String(bytes),
    change,
  ]);
  const header = ['stack', 'resources', 'bytes', 'since last time'];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) =>
      column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
  const table = [
    line(header)
      .map((cell) => colours.bold(cell))
      .join('  '),
    ...stacks.map(({ change }, index) => {
      const [name, resources, bytes, since = ''] = line(rows[index] ?? []);
      return [name, resources, bytes, colours[CHANGE_COLOURS[change]](since)].join('  ').trimEnd();
    }),
  ];
  return [...table, '', `${platform} is in ${out}. Next: ${colours.bold(nextCommand(out, stacks))}`].join('\n');
}

function nextCommand(out: string, stacks: Synthesized['stacks']): string {
  const stack = stacks.find(({ change }) => change === 'changed' || change === 'new') ?? stacks[0];
  const folder = out === DEFAULT_OUT ? '' : ` --output ${out}`;
  return `npx cdktf diff ${stack?.stack ?? ''} --skip-synth${folder}`;
}
