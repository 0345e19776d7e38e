import type { Command } from 'commander';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { Question } from '../../../operations/rollback/agree';
import type { WentBack } from '../../../operations/rollback/go-back';
import type { RollbackPlan } from '../../../operations/rollback/record';
import { askConsent, canAsk } from '../../conventions/ask';
import { exitCode, type ExitCode } from '../../conventions/exit-codes';
import type { Colours } from '../../conventions/colours';
import type { ReportedProblem } from '../../conventions/problems';
import { givenOptions } from '../../conventions/given-options';
import type { Progress } from '../../conventions/progress';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import { oneMore } from '../access/platform';
import { addApplyOptions, type ApplyOptions, requireConsent } from '../apply-options';
import { auditWarnings } from '../audit/warnings';
import { keeperWarnings } from '../keeper-warnings';
import { lifecycleWarnings } from '../environment/lifecycle-of-apply';
import { contractsGoneBack } from '../handoff/of-rollback';
import { warnOfUnretired } from '../environment/unretired';
import { warnOfLeftRuns } from '../left-runs';
import { orphanWarnings } from '../orphan-problems';
import { rollbackProps } from './props';

interface RunOptions extends ApplyOptions {
  readonly yesTo?: readonly string[];
  readonly identity?: string;
}

export function addRollbackRun(rollback: Command, context: CommandContext): void {
  addApplyOptions(rollback.command('run'))
    .description('go back from a change; exit code 2 when some of it cannot be taken back and stays')
    .argument('<change>', 'a commit, a pull request (#12) or a plan, as rollback plan lists them')
    .option('--yes-to <step>', 'agree to a step that is not reversible; may be given again', oneMore)
    .option(
      '--identity <file>',
      'the age identity that opens the copies of states, where the state was lost or damaged',
    )
    .action((change: string, options: RunOptions, command: Command) =>
      context.run('rollback run', async (progress) => {
        const { shellLine } = await import('../../../model/shell-line');
        requireConsent(options, context, shellLine('npx', 'lke-platform', 'rollback', 'plan', change));
        const { readOutputFolder } = await import('../../../operations/deploy/output-folder');
        const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
        const { runRollback } = await import('../../../operations/rollback/run-rollback');
        const { env: environment } = context.streams;
        const output = readOutputFolder(options.output);
        const left = await warnOfLeftRuns(context, progress);
        progress.step('reading the plan');
        const again = (id: string) =>
          shellLine('npx', 'lke-platform', 'rollback', 'run', id, ...givenOptions(command, ['yesTo']));
        const plan = await openRollbackPlans(output, environment).find(change, again);
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const { lockTimeout, identity: identityFile } = options;
        const given = givenOptions(command, ['yes', 'yesTo']);
        return runRollback(
          { plan, output, lockTimeout, environment, onStep },
          async (deployment) => {
            const agree = agreeing(plan, options, given, { context, progress, deployment });
            const props = await rollbackProps(plan, deployment, options, context, progress);
            return { ...props, identityFile, agree, writeDestroyed: await destroyedBy(plan, deployment, props) };
          },
          async (went, deployment, props) => {
            if (went.outcome.status !== 'declined') await props.writeDestroyed(plan.stack);
            const { warnings = [], ...answer } = await reply(plan, went, deployment, props);
            return { ...answer, warnings: [...left, ...warnings] };
          },
        );
      }),
    );
}

/** What writes down that an environment is gone, where to go back is to take down all of it. */
const destroyedBy = (
  { previous, stack }: RollbackPlan,
  deployment: Deployment,
  { audit }: Awaited<ReturnType<typeof rollbackProps>>,
) => warnOfUnretired(deployment, previous.kind === 'nothing' ? [stack] : [], { audit });

interface Asking {
  readonly context: CommandContext;
  readonly progress: Progress;
  readonly deployment: Deployment;
}

/** Asks a person for each step, or takes it from what was said before. */
function agreeing(
  { rollback_id: id }: RollbackPlan,
  { yesTo = [] }: RunOptions,
  given: readonly string[],
  { context: { streams, flags }, progress, deployment }: Asking,
) {
  return async (questions: readonly Question[], foreseen: readonly Question[]): Promise<boolean> => {
    const isOpen = ({ step }: Question) => !yesTo.includes(step);
    const open = questions.filter(isOpen);
    const later = foreseen.filter((it) => isOpen(it) && !open.some(({ step }) => step === it.step));
    const missing = [...open, ...later];
    if (missing.length > 0 && (!canAsk(streams) || flags.json)) {
      const { RollbackRefused } = await import('../../../operations/rollback/refused');
      const { shellLine } = await import('../../../model/shell-line');
      const all = [...yesTo, ...missing.map(({ step }) => step)].flatMap((step) => ['--yes-to', step]);
      const again = shellLine('npx', 'lke-platform', 'rollback', 'run', id, '--yes', ...given, ...all);
      throw new RollbackRefused(
        missing.map(({ step, what }) => ({
          where: `step ${step}`,
          what,
          fix: `agree to it, and to all others: ${again}`,
        })),
      );
    }
    for (const { step, what } of open) {
      progress.end();
      streams.stderr.write(`${what}\n`);
      if (!(await askConsent(`Do this (${step})?`, streams, deployment.signal))) return false;
    }
    return true;
  };
}

async function reply(
  plan: RollbackPlan,
  went: WentBack,
  deployment: Deployment,
  { audit, configurations, lifecycle }: Awaited<ReturnType<typeof rollbackProps>>,
): Promise<Reply> {
  const { rollback_id: id, stack } = plan;
  const { outcome, agreed, stays, restored, prepared } = went;
  const applied = outcome.status === 'applied' ? [{ stack, ...outcome }] : [];
  const orphans = await orphanWarnings(deployment, applied);
  const contracts = await contractsGoneBack(deployment, audit, plan, outcome);
  return {
    exitCode: exitCodeOf(went, orphans.length),
    result: {
      rollback: id,
      stack,
      status: outcome.status,
      agreed,
      stays,
      ...(restored !== undefined && { restored }),
      ...(prepared.length > 0 && { prepared }),
      ...(outcome.status === 'applied' && { changes: outcome.summary.changes, undo: outcome.rollback }),
    },
    warnings: [
      ...stays.map((what) => ({ severity: 'warning' as const, where: `stack ${stack}`, what })),
      ...(outcome.status === 'declined' ? preparedWarnings(plan, prepared) : []),
      ...keeperWarnings(configurations),
      ...contracts,
      ...(await auditWarnings(audit, deployment.environment)),
      ...lifecycleWarnings(lifecycle),
      ...orphans,
    ],
    text: (colours) =>
      outcome.status === 'declined'
        ? `${colours.bold(stack)}: ${colours.yellow('not gone back')}, as you said`
        : [
            `${colours.bold(stack)}: ${outcomeText(plan, went, colours)}`,
            '',
            `Next: npx lke-platform rollback verify ${id}`,
          ].join('\n'),
  };
}

/** Declined is the plan alone. */
const preparedWarnings = ({ rollback_id: id, stack }: RollbackPlan, prepared: readonly string[]): ReportedProblem[] =>
  prepared.map((what) => ({
    severity: 'warning',
    where: `stack ${stack}`,
    what: `this was done before you were asked for the plan, and stays: ${what}`,
    fix: `go back after all: npx lke-platform rollback run ${id}; or let the stack take over what it has forgotten: npx lke-platform apply ${stack} --take-over`,
  }));

/** Where something stays as the change left it, the rest of the stack is what it was before. */
function outcomeText(
  { change_id: change }: RollbackPlan,
  { outcome, stays }: WentBack,
  { green, yellow }: Colours,
): string {
  const isUnchanged = outcome.status === 'unchanged';
  if (stays.length > 0) {
    const rest = isUnchanged ? 'nothing was to be done beside that' : 'all else is gone back from';
    return `${yellow('not all of it')} is as it was before ${change}: what the warning names stays, ${rest}`;
  }
  return isUnchanged ? `is as it was before ${change}; nothing was to be done` : `${green('gone back')} from ${change}`;
}

/** What was made after a copy of a state is in no state, and no plan shows it: the comparison with what exists counts. */
function exitCodeOf({ outcome, stays, restored }: WentBack, orphans: number): ExitCode {
  if (outcome.status === 'declined') return exitCode.error;
  return stays.length > 0 || (restored !== undefined && orphans > 0) ? exitCode.found : exitCode.fine;
}
