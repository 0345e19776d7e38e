import type { Command } from 'commander';
import { exitCode } from '../../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../../conventions/output-folder';
import type { CommandContext } from '../../command-context';
import { positiveInteger } from '../../conventions/positive-integer';
import { onePlan, planList } from './plan-text';

interface PlanOptions {
  readonly output: string;
  readonly stack?: string;
  readonly latest: number;
}

const DEFAULT_LATEST = 20;

export function addRollbackPlan(rollback: Command, context: CommandContext): void {
  rollback
    .command('plan')
    .description('list the rollback plans, or show that of one change')
    .argument('[change]', 'a commit, a pull request (#12) or a plan (default: list the latest)')
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--stack <stack>', 'list those of one stack')
    .option('--latest <number>', 'how many to list', positiveInteger, DEFAULT_LATEST)
    .action((change: string | undefined, { output: folder, stack, latest }: PlanOptions) =>
      context.run('rollback plan', async (progress) => {
        const { readOutputFolder, stackNamed } = await import('../../../operations/deploy/output-folder');
        const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
        const output = readOutputFolder(folder);
        progress.step('reading the plans');
        const plans = openRollbackPlans(output, context.streams.env);
        if (change !== undefined) {
          const plan = await plans.find(change, (id) => `npx lke-platform rollback plan ${id}`);
          return { exitCode: exitCode.fine, result: plan, text: (colours) => onePlan(plan, colours) };
        }
        const id = stack === undefined ? undefined : stackNamed(output, stack).id;
        const found = await plans.latest(id, latest);
        return {
          exitCode: exitCode.fine,
          result: { plans: found },
          text: (colours) => planList(found, colours),
        };
      }),
    );
}
