import type { Command } from 'commander';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { Question } from '../../../operations/rollback/agree';
import type { WentBack } from '../../../operations/rollback/go-back';
import type { RollbackPlan } from '../../../operations/rollback/record';
import { askConsent, canAsk } from '../../conventions/ask';
import { exitCode, type ExitCode } from '../../conventions/exit-codes';
import type { Progress } from '../../conventions/progress';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import { oneMore } from '../access/platform';
import { addApplyOptions, type ApplyOptions, applyProps, requireConsent } from '../apply-options';
import { auditWarnings } from '../audit/warnings';
import { keeperWarnings } from '../keeper-warnings';
import { orphanWarnings } from '../orphan-problems';

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
    .action((change: string, options: RunOptions) =>
      context.run('rollback run', async (progress) => {
        requireConsent(options, context);
        const { AppliedConfigurations } =
          await import('../../../operations/applied-configuration/applied-configurations');
        const { accessTo } = await import('../../../operations/deploy/bucket-access');
        const { Deployment } = await import('../../../operations/deploy/deployment');
        const { readOutputFolder } = await import('../../../operations/deploy/output-folder');
        const { withFormer } = await import('../../../operations/rollback/former');
        const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
        const { env: environment } = context.streams;
        const output = readOutputFolder(options.output);
        const plan = await openRollbackPlans(output, environment).find(change);
        const configurations = new AppliedConfigurations(
          accessTo(output.endpoint, environment),
          output.buckets.artifacts,
        );
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const { lockTimeout } = options;
        return withFormer(plan, output, configurations, (former) =>
          Deployment.use(
            { command: 'rollback run', folder: former.folder, lockTimeout, environment, onStep },
            async (deployment) => {
              const { goBack } = await import('../../../operations/rollback/go-back');
              const props = await propsOf(plan, deployment, options, context, progress);
              const went = await goBack(deployment, plan, former, { ...props, configurationsOf: configurations });
              return reply(plan, went, deployment, props);
            },
          ),
        );
      }),
    );
}

async function propsOf(
  plan: RollbackPlan,
  deployment: Deployment,
  options: RunOptions,
  context: CommandContext,
  progress: Progress,
) {
  const { ConfigurationKeeper } = await import('../../../operations/deploy/keep-configuration');
  const { RollbackKeeper } = await import('../../../operations/rollback/keeper');
  const { previous } = plan;
  const commit = previous.kind === 'configuration' ? previous.commit : null;
  const source = commit === null ? { unknown: `rollback ${plan.rollback_id}` } : { commit, changed: [] };
  const base = await applyProps(deployment, { ...options, parallelism: 1 }, context, progress);
  return {
    ...base,
    identityFile: options.identity,
    agree: agreeing(plan, options, context, progress, deployment),
    configurations: new ConfigurationKeeper(deployment, true, source),
    rollback: new RollbackKeeper({
      ...{ deployment, audit: base.audit, reason: options.reason },
      ...(commit !== null && { changeId: commit }),
    }),
  };
}

/** Asks a person for each step, or takes it from what was said before. */
function agreeing(
  { rollback_id: id }: RollbackPlan,
  { yesTo = [] }: RunOptions,
  { streams, flags }: CommandContext,
  progress: Progress,
  deployment: Deployment,
) {
  return async (questions: readonly Question[]): Promise<boolean> => {
    const open = questions.filter(({ step }) => !yesTo.includes(step));
    if (open.length > 0 && (!canAsk(streams) || flags.json)) {
      const { RollbackRefused } = await import('../../../operations/rollback/refused');
      const all = [...yesTo, ...open.map(({ step }) => step)].map((step) => ` --yes-to '${step}'`).join('');
      throw new RollbackRefused(
        open.map(({ step, what }) => ({
          where: `step ${step}`,
          what,
          fix: `agree to it, and to all others: npx lke-platform rollback run ${id} --yes${all}`,
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
  {
    audit,
    configurations,
  }: { readonly audit?: AuditRecorder | undefined; readonly configurations: Parameters<typeof keeperWarnings>[0] },
): Promise<Reply> {
  const { rollback_id: id, stack } = plan;
  const { outcome, agreed, stays, restored } = went;
  const applied = outcome.status === 'applied' ? [{ stack, ...outcome }] : [];
  return {
    exitCode: exitCodeOf(went),
    result: {
      rollback: id,
      stack,
      status: outcome.status,
      agreed,
      stays,
      ...(restored !== undefined && { restored }),
      ...(outcome.status === 'applied' && { changes: outcome.summary.changes, undo: outcome.rollback }),
    },
    warnings: [
      ...stays.map((what) => ({ severity: 'warning' as const, where: `stack ${stack}`, what })),
      ...keeperWarnings(configurations),
      ...(await auditWarnings(audit, deployment.environment)),
      ...(await orphanWarnings(deployment, applied)),
    ],
    text: (colours) =>
      outcome.status === 'declined'
        ? `${colours.bold(stack)}: ${colours.yellow('not gone back')}, as you said`
        : [
            outcome.status === 'unchanged'
              ? `${colours.bold(stack)}: is as it was before ${plan.change_id}; nothing was to be done`
              : `${colours.bold(stack)}: ${colours.green('gone back')} from ${plan.change_id}`,
            '',
            `Next: npx lke-platform rollback verify ${id}`,
          ].join('\n'),
  };
}

function exitCodeOf({ outcome, stays }: WentBack): ExitCode {
  if (outcome.status === 'declined') return exitCode.error;
  return stays.length > 0 ? exitCode.found : exitCode.fine;
}
