import type { AutomaticCondition } from '../../../model/entities/rollback-plan';
import type { OutputFolder } from '../../../operations/deploy/output-folder';
import type { Question } from '../../../operations/rollback/agree';
import type { RollbackPlan } from '../../../operations/rollback/record';
import { reportedProblems, type ReportedProblem } from '../../conventions/problems';
import type { Progress } from '../../conventions/progress';
import type { CommandContext } from '../../command-context';
import type { ApplyOptions } from '../apply-options';
import { contractsGoneBack } from '../handoff/of-rollback';
import { keeperWarnings } from '../keeper-warnings';
import { rollbackProps } from './props';

/** A rollback that may be due, and what made it so. */
export interface Due {
  readonly plan: RollbackPlan;
  readonly condition: AutomaticCondition;
  readonly output: OutputFolder;
}

/** What came of it. */
export interface WentByItself {
  readonly stack: string;
  readonly rollback: string;
  /** `waits`: it takes a person. */
  readonly status: 'gone-back' | 'failed' | 'waits';
  readonly problems: readonly ReportedProblem[];
}

/**
 * Goes back from a change without a person, where the platform file says so and every step of it is reversible. What it
 * takes a person for waits for one, and is told. Never rejects: what made it due is the answer of the command.
 */
export async function rollBackByItself(
  { plan, condition, output }: Due,
  options: ApplyOptions,
  context: CommandContext,
  progress: Progress,
): Promise<WentByItself> {
  const { rollback_id: rollback, stack, change_id: change } = plan;
  const run = `npx lke-platform rollback run ${rollback}`;
  const told = (severity: 'error' | 'warning', what: string, fix: string): ReportedProblem => ({
    ...{ severity, where: `stack ${stack}`, what, fix },
  });
  if (!plan.starts_by_itself.includes(condition)) {
    const what = `the change ${change} has a way back (${plan.reversibility}), which begins when somebody says so`;
    return { stack, rollback, status: 'waits', problems: [told('warning', what, run)] };
  }
  const { runRollback } = await import('../../../operations/rollback/run-rollback');
  const { RollbackRefused } = await import('../../../operations/rollback/refused');
  const agree = (questions: readonly Question[]) =>
    Promise.reject(
      new RollbackRefused(
        questions.map(({ step, what }) => ({ where: `step ${step}`, what, fix: `agree to it: ${run}` })),
      ),
    );
  const onStep = (id: string, text: string) => {
    progress.step(`${id}: ${text}`);
  };
  const { env: environment } = context.streams;
  const { lockTimeout, reason } = options;
  try {
    return await runRollback(
      { plan, output, environment, lockTimeout, onStep },
      async (deployment) => {
        const why = { ...options, yes: true, reason: reason ?? `${condition}, as rollbackOn of ${stack} says` };
        return { ...(await rollbackProps(plan, deployment, why, context, progress)), agree, condition };
      },
      async ({ outcome }, deployment, { audit, configurations }): Promise<WentByItself> => {
        const what =
          outcome.status === 'unchanged'
            ? `nothing of ${change} is left to go back from`
            : `gone back from ${change}: ${condition} starts that by itself, as rollbackOn of ${stack} says`;
        const next = told('warning', what, `npx lke-platform rollback verify ${rollback}`);
        const contracts = await contractsGoneBack(deployment, audit, plan, outcome);
        return {
          ...{ stack, rollback, status: 'gone-back' },
          problems: [next, ...keeperWarnings(configurations), ...contracts],
        };
      },
    );
  } catch (error) {
    const problems = reportedProblems(error).map((it): ReportedProblem => ({ where: `stack ${stack}`, ...it }));
    const what = `the rollback of ${change} that ${condition} starts by itself did not come to its end`;
    return { stack, rollback, status: 'failed', problems: [told('error', what, run), ...problems] };
  }
}
