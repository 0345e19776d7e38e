import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import type { OutputFolder } from '../../operations/deploy/output-folder';
import type { PlannedStack } from '../../operations/deploy/plan';
import { shellLine } from '../../model/shell-line';
import type { Colours } from '../conventions/colours';
import { type ExitCode, exitCode } from '../conventions/exit-codes';
import { reportedProblems, type ReportedProblem, together } from '../conventions/problems';
import type { CommandContext } from '../command-context';
import { addEngineOptions, type EngineOptions } from './engine-options';
import { warnOfLeftRuns } from './left-runs';
import { contractChanges } from './handoff/of-plan';
import { findLeftover } from './leftover-problems';
import { orphanProblems, orphanResult } from './orphan-problems';
import { overBudgetProblems, planCostLines } from './plan-cost-text';
import { planMarkdown } from './plan-markdown';
import { planText } from './plan-text';
import { warnOfStaleOutput } from './stale-output';

interface PlanOptions extends EngineOptions {
  readonly out?: string;
  readonly markdown?: string;
  readonly lock: boolean;
  readonly readOnly: boolean;
  readonly takeOver: boolean;
}

export function addPlan(program: Command, context: CommandContext): void {
  addEngineOptions(program.command('plan'))
    .description('show what apply would do; exit code 2 when there is something')
    .argument('[stack...]', 'the stacks (default: all)')
    .option('--out <file>', "keep one stack's plan in a file of your own, for apply to take; it holds secrets")
    .option('--no-lock', 'do not lock the state, for a key that may only read')
    .option('--read-only', 'plan with credentials that only read (docs/guides/credentials.md)', false)
    .option('--take-over', 'let stacks take over what exists and is in no state', false)
    .option('--markdown <file>', 'write the plans as a comment for a pull request')
    .action((stacks: string[], options: PlanOptions) =>
      context.run('plan', async (progress) => {
        const { output, parallelism, lockTimeout, out, markdown, lock, readOnly, takeOver } = options;
        const { Deployment } = await import('../../operations/deploy/deployment');
        const { planStacks } = await import('../../operations/deploy/plan');
        const { planCost } = await import('../../operations/plan-review/plan-cost');
        const { planCostJson } = await import('./cost-json');
        const { orphansOf } = await import('../../operations/deploy/orphans-of');
        const { planTakeOver } = await import('../../operations/deploy/plan-take-over');
        const { keepPlan, refuseKeptPlan } = await import('../../operations/deploy/kept-plan');
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const { env: environment } = context.streams;
        const props = {
          command: 'plan',
          changes: false,
          folder: output,
          environment,
          lockTimeout,
          lock,
          readOnly,
          onStep,
        };
        const left = await warnOfLeftRuns(context, progress);
        return Deployment.use(props, async (deployment) => {
          if (out !== undefined) refuseKeptPlan(deployment, out, stacks);
          deployment.living(stacks); // a wrong name is told at once
          const stale = await warnOfStaleOutput(deployment, context, progress);
          const made = await planStacks(deployment, stacks, { parallelism });
          const found = await orphansOf(deployment, made.flatMap(wantedBy));
          const { planned, left: orphans } = takeOver
            ? await planTakeOver(deployment, made, found.orphans)
            : { planned: made, left: found.orphans };
          const unrecorded = await orphanProblems(
            { ...found, orphans },
            { allPlanned: areAllPlanned(made, deployment.output) },
          );
          const { costBasis } = deployment.output;
          const cost = costBasis && planCost(planned, costBasis);
          if (markdown !== undefined) {
            const contracts = await contractChanges(deployment, planned);
            writeFileSync(markdown, planMarkdown(planned, cost, contracts));
          }
          const leftover = await findLeftover(deployment);
          const isForgotten = leftover.stacks.length > 0;
          const notChecked = [...found.notChecked, ...leftover.notChecked];
          const beside = isForgotten || orphans.length > 0 ? 'more' : notChecked.length > 0 ? 'not-checked' : 'nothing';
          const kept = out === undefined ? undefined : keepPlan(planned, out);
          return {
            exitCode: exitCodeOf(planned, isForgotten),
            result: {
              stacks: planned.map(resultOf),
              orphans: orphans.map(orphanResult),
              leftover: leftover.stacks,
              notChecked,
              cost: cost ? planCostJson(cost) : null,
              ...(kept !== undefined && { plan: kept }),
            },
            warnings: [
              ...left,
              ...stale,
              ...together(planned.flatMap(problemsOf)),
              ...(cost ? overBudgetProblems(cost) : []),
              ...leftover.warnings,
              ...unrecorded,
            ],
            text: (colours: Colours) =>
              [
                ...planned.map((it) => stackText(it, colours)),
                ...(cost && !isUnchanged(planned) ? ['', ...planCostLines(cost, colours)] : []),
                '',
                closing(planned, exitCodeOf(planned, isForgotten), beside, nextOf(kept, stacks, options)),
              ].join('\n'),
          };
        });
      }),
    );
}

const wantedBy = (planned: PlannedStack) => (planned.status === 'changes' ? planned.wanted : []);

const areAllPlanned = (planned: readonly PlannedStack[], { stacks }: OutputFolder) =>
  planned.length === stacks.filter(({ retired }) => !retired).length &&
  planned.every(({ status }) => status === 'changes' || status === 'unchanged');

function problemsOf(planned: PlannedStack): readonly ReportedProblem[] {
  if (planned.status === 'failed') return reportedProblems(planned.error);
  if (planned.status !== 'changes') return [];
  return planned.refusals.map(({ what, ...refusal }) => ({
    severity: 'warning',
    ...refusal,
    what: `apply will refuse this plan: ${what}`,
  }));
}

/** @param isForgotten whether there are resources of stacks that the platform file does not have any more */
function exitCodeOf(planned: readonly PlannedStack[], isForgotten: boolean): ExitCode {
  if (planned.some(({ status }) => status === 'failed')) return exitCode.error;
  return isUnchanged(planned) && !isForgotten ? exitCode.fine : exitCode.found;
}

const isUnchanged = (planned: readonly PlannedStack[]) => planned.every(({ status }) => status === 'unchanged');

/** What `--json` says of a stack. */
function resultOf(planned: PlannedStack): object {
  const { stack, status } = planned;
  if (planned.status === 'changes') return { stack, status, ...planned.summary };
  return planned.status === 'waits' ? { stack, status, waitsFor: planned.waitsFor } : { stack, status };
}

function stackText(planned: PlannedStack, colours: Colours): string {
  const name = colours.bold(planned.stack);
  switch (planned.status) {
    case 'changes':
      return planText(planned.stack, planned.summary, colours);
    case 'waits':
      return `${name}: waits for ${planned.waitsFor.join(', ')}`;
    case 'unchanged':
      return `${name}: no changes`;
    case 'failed':
      return `${name}: ${colours.red('no plan, see the errors')}`;
  }
}

/** What there is beside what the stacks say. */
type Beside = 'nothing' | 'more' | 'not-checked';

/** What is said of it where the stacks need no change. */
const BESIDE: Readonly<Record<Beside, string>> = {
  nothing: 'Everything is as the stacks say.',
  more: 'The stacks need no change, but there is more than they say: see the warnings.',
  'not-checked':
    'The stacks need no change. Whether there is more than they say was not fully checked: see the warnings.',
};

/** What applies the same: those stacks, with what they were to take over. */
const applyOf = (stacks: readonly string[], { takeOver }: PlanOptions): string =>
  shellLine('npx', 'lke-platform', 'apply', ...stacks, ...(takeOver ? ['--take-over'] : []));

function nextOf(kept: string | undefined, stacks: readonly string[], options: PlanOptions): string {
  if (kept === undefined) return `Next: ${applyOf(stacks, options)}`;
  return `The plan is in ${kept}; it holds secrets. Next: npx lke-platform apply ${kept}`;
}

function closing(planned: readonly PlannedStack[], code: ExitCode, beside: Beside, next: string): string {
  if (code === exitCode.error) return 'Fix the errors, then plan again.';
  return isUnchanged(planned) ? BESIDE[beside] : next;
}
