import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { AppliedStack } from '../../operations/deploy/apply';
import type { Deployment } from '../../operations/deploy/deployment';
import type { RollbackKeeper } from '../../operations/rollback/keeper';
import type { StatusOfApplies } from '../../operations/lifecycle/apply-lifecycle';
import type { ReportedProblem } from '../conventions/problems';
import type { Progress } from '../conventions/progress';
import type { Reply } from '../conventions/run-command';
import type { CommandContext } from '../command-context';
import { applyReply } from './apply-reply';
import { auditWarnings } from './audit/warnings';
import { addApplyOptions, type ApplyOptions, applyProps, requireConsent, type WarningProps } from './apply-options';
import { keeperWarnings } from './keeper-warnings';
import type { WentByItself } from './rollback/by-itself';
import { uuid } from './rollback/options';
import { lifecycleOf, lifecycleWarnings } from './environment/lifecycle-of-apply';
import { contractWarnings } from './handoff/of-apply';
import { findLeftover } from './leftover-problems';
import { orphanWarnings } from './orphan-problems';
import { warnOfLeftRuns } from './left-runs';
import { warnOfStaleOutput } from './stale-output';

interface ApplyCommandOptions extends ApplyOptions {
  readonly allowDirty?: boolean;
  readonly change?: string;
  readonly driftReport?: string;
}

export function addApply(program: Command, context: CommandContext): void {
  addApplyOptions(program.command('apply'))
    .description('plan, ask, and apply exactly that plan, stack by stack')
    .option('--allow-dirty', 'apply production although git has changes that are not committed')
    .option('--change <id>', 'what names the change in its rollback plan (default: the pull request or the commit)')
    .option('--drift-report <uuid>', 'the report of drift that it answers', uuid)
    .argument('[stack...]', 'the stacks (default: all), or a file that "plan --out" wrote')
    .action((names: string[], options: ApplyCommandOptions) =>
      context.run('apply', async (progress) => {
        requireConsent(options, context, 'npx lke-platform plan');
        const { Deployment } = await import('../../operations/deploy/deployment');
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const { output: folder, lockTimeout } = options;
        const left = await warnOfLeftRuns(context, progress);
        return Deployment.use(
          { command: 'apply', changes: true, folder, lockTimeout, environment: context.streams.env, onStep },
          async (deployment) => {
            const { ConfigurationKeeper } = await import('../../operations/deploy/keep-configuration');
            const configurations = new ConfigurationKeeper(deployment, options.allowDirty ?? false);
            const base = await applyProps(deployment, options, context, progress);
            const { RollbackKeeper: Keeper } = await import('../../operations/rollback/keeper');
            const { reason, change: changeId, driftReport: driftReportId } = options;
            const rollback = new Keeper({ deployment, audit: base.audit, reason, changeId, driftReportId });
            const lifecycle = await lifecycleOf(deployment, base.audit, options.reason);
            const props = { ...base, configurations, rollback, lifecycle };
            const plan = keptPlan(names, deployment);
            const back: GoBack = (stacks) =>
              rollBackFailed(stacks, deployment, rollback, { options, context, progress });
            if (plan !== undefined) return applyFile(deployment, plan, props, left, back);
            const { refuseOutOfOrder } = await import('../../operations/deploy/refuse-order');
            await refuseOutOfOrder(deployment, names); // so is a wrong name, at once
            const stale = await warnOfStaleOutput(deployment, context, progress);
            return applyByName(deployment, names, props, [...left, ...stale], back);
          },
        );
      }),
    );
}

type GoBack = (applied: readonly AppliedStack[]) => Promise<WentByItself[]>;

/** What an apply that failed starts by itself, one stack after the other; a signal starts nothing. */
async function rollBackFailed(
  applied: readonly AppliedStack[],
  { output }: Deployment,
  { kept }: RollbackKeeper,
  { options, context, progress }: { options: ApplyOptions; context: CommandContext; progress: Progress },
): Promise<WentByItself[]> {
  const { Interrupted } = await import('../../operations/engine/interrupts');
  const { rollBackByItself } = await import('./rollback/by-itself');
  const went: WentByItself[] = [];
  for (const it of applied) {
    const plan = kept.get(it.stack);
    if (!plan || it.status !== 'failed' || it.error instanceof Interrupted) continue;
    went.push(await rollBackByItself({ plan, condition: 'failed-deploy', output }, options, context, progress));
  }
  return went;
}

type ApplyCommandProps = WarningProps & { readonly lifecycle: StatusOfApplies | undefined };

/** The file that is meant, if it is not a stack. */
function keptPlan([name, ...others]: readonly string[], { output }: Deployment): string | undefined {
  if (name === undefined || others.length > 0 || output.stacks.some(({ id }) => id === name)) return undefined;
  return existsSync(name) ? name : undefined;
}

async function applyByName(
  deployment: Deployment,
  names: readonly string[],
  props: ApplyCommandProps,
  warned: readonly ReportedProblem[],
  goBack: GoBack,
): Promise<Reply> {
  const { applyStacks } = await import('../../operations/deploy/apply');
  const leftover = await findLeftover(deployment);
  const applied = await applyStacks(deployment, names, props);
  const back = await goBack(applied);
  const contracts = await contractWarnings(deployment, props.audit, applied);
  const audit = await auditWarnings(props.audit, deployment.environment);
  const warnings = [
    ...warned,
    ...props.warned,
    ...leftover.warnings,
    ...keeperWarnings(props.configurations),
    ...lifecycleWarnings(props.lifecycle),
    ...contracts,
    ...audit,
    ...(await orphanWarnings(deployment, applied)),
  ];
  return applyReply(applied, warnings, back);
}

async function applyFile(
  deployment: Deployment,
  file: string,
  props: ApplyCommandProps,
  warned: readonly ReportedProblem[],
  goBack: GoBack,
): Promise<Reply> {
  const { applyKeptPlan } = await import('../../operations/deploy/apply-kept-plan');
  const { termsInPlan } = await import('../../operations/handoff/terms-in-output');
  const ofPlan = termsInPlan(file) ?? 'unreadable';
  const applied: AppliedStack = await applyKeptPlan(deployment, file, props);
  const back = await goBack([applied]);
  const contracts = await contractWarnings(deployment, props.audit, [applied], ofPlan);
  const audit = await auditWarnings(props.audit, deployment.environment);
  const warnings = [
    ...warned,
    ...props.warned,
    ...keeperWarnings(props.configurations),
    ...lifecycleWarnings(props.lifecycle),
    ...contracts,
    ...audit,
    ...(await orphanWarnings(deployment, [applied])),
  ];
  return applyReply([applied], warnings, back);
}
