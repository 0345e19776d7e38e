import type { Command } from 'commander';
import type { OutputFolder } from '../../../operations/deploy/output-folder';
import type { RollbackPlan } from '../../../operations/rollback/record';
import type { RollbackLine, RollbackVerdict } from '../../../operations/rollback/verdict';
import { exitCode, type ExitCode } from '../../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../../conventions/output-folder';
import type { ReportedProblem } from '../../conventions/problems';
import type { Progress } from '../../conventions/progress';
import type { CommandContext } from '../../command-context';
import { platformOf } from '../access/platform';
import { openAudit } from '../audit/open-audit';
import { auditWarnings } from '../audit/warnings';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';

interface VerifyOptions extends FileOption {
  readonly output: string;
  readonly reason?: string;
}

export function addRollbackVerify(rollback: Command, context: CommandContext): void {
  rollback
    .command('verify')
    .description(
      'look whether a rollback led back (exit code 1 when not), and whether cluster, nodes, metrics, secrets and Argo CD are well (2 when not)',
    )
    .argument('<change>', 'a commit, a pull request (#12) or a plan, as rollback plan lists them')
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((change: string, options: VerifyOptions) =>
      context.run('rollback verify', async (progress) => {
        const { readOutputFolder } = await import('../../../operations/deploy/output-folder');
        const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
        const { firstOfEachStack } = await import('../../../operations/rollback/plans');
        const { failedIn, verdictOf } = await import('../../../operations/rollback/verdict');
        const { chainOf } = await import('../../../operations/audit/record');
        const { verificationText } = await import('./verify-text');
        const { env } = context.streams;
        const output = readOutputFolder(options.output);
        progress.step('reading the plan');
        const plan = await openRollbackPlans(output, env).find(
          change,
          (id) => `npx lke-platform rollback verify ${id}`,
          firstOfEachStack,
        );
        progress.step('asking Linode who you are');
        const audit = await openAudit(output, env, options.reason);
        const ofRollback = await rollbackLines(plan, output, options, context, progress);
        const { lines: ofEnvironments, unchecked } = await environmentLines(plan, options, context, progress);
        const lines = [...ofRollback, ...ofEnvironments];
        const verdict = verdictOf(lines, unchecked.length === 0);
        const { rollback_id: id, stack } = plan;
        const [failed, beside] = [failedIn(lines, 'rollback'), failedIn(lines, 'environment')];
        const outcome = failed.length === 0 ? 'it did' : `not in ${failed.join(', ')}`;
        await audit.write({
          chain: chainOf(stack),
          kind: 'rollback-verification',
          what: `looked whether going back from ${plan.change_id} led there: ${outcome}${beside.length === 0 ? '' : `; not well beside that: ${beside.join(', ')}`}`,
          details: {
            ...{ rollback: id, stack, ledBack: verdict.ledBack, healthy: verdict.healthy },
            checks: lines.map(({ of, name, about, result }) => ({ of, name, about, result })),
          },
        });
        const passed = verdict.ledBack && verdict.healthy === true;
        return {
          exitCode: exitCodeOf(verdict, unchecked.length === 0),
          result: { rollback: id, stack, ...verdict, passed, checks: lines },
          warnings: [...unchecked, ...(await auditWarnings(audit, env))],
          text: (colours) => verificationText(id, lines, verdict, colours),
        };
      }),
    );
}

/** That it did not lead back, or that it is not known how things are, is an error; that something else is amiss is found. */
function exitCodeOf({ ledBack, healthy }: RollbackVerdict, isWhole: boolean): ExitCode {
  if (!ledBack || !isWhole) return exitCode.error;
  return healthy ? exitCode.fine : exitCode.found;
}

/** What a person has to know of the environments. Where all was taken down, there is nothing to look at. */
async function environmentLines(
  { previous, stack }: RollbackPlan,
  options: VerifyOptions,
  context: CommandContext,
  progress: Progress,
): Promise<{ readonly lines: readonly RollbackLine[]; readonly unchecked: readonly ReportedProblem[] }> {
  const { onVerifySite } = await import('../../../operations/verify/open-site');
  const { look } = await import('../../../operations/verify/verify');
  const { environmentsOf, ROLLBACK_CHECKS } = await import('../../../operations/rollback/checks');
  if (previous.kind === 'nothing') return { lines: [], unchecked: [] };
  const platform = await platformOf(options, context);
  const names = environmentsOf(
    stack,
    platform.environments.map(({ name }) => name),
  );
  const lines: RollbackLine[] = [];
  const unchecked: ReportedProblem[] = [];
  for (const environment of platform.environments.filter(({ name }) => names.includes(name))) {
    const { name: of } = environment;
    const add = ({ where, ...problem }: { readonly where?: string; readonly what: string; readonly fix?: string }) =>
      unchecked.push({ severity: 'error', where: [of, where].filter(Boolean).join(' '), ...problem });
    const seen = await onVerifySite({ platform, environment, variables: context.streams.env }, (site) =>
      look(site, ROLLBACK_CHECKS, (text) => {
        progress.step(text);
      }),
    ).catch((error: unknown) => {
      add({ what: `could not be checked: ${(error as Error).message}` });
      return { lines: [], unchecked: [] };
    });
    lines.push(...seen.lines.map((line): RollbackLine => ({ of, about: 'environment', ...line })));
    seen.unchecked.forEach(add);
  }
  return { lines, unchecked };
}

async function rollbackLines(
  plan: RollbackPlan,
  output: OutputFolder,
  options: VerifyOptions,
  context: CommandContext,
  progress: Progress,
): Promise<RollbackLine[]> {
  const { Deployment } = await import('../../../operations/deploy/deployment');
  const { questionsOfStaying } = await import('../../../operations/rollback/agree');
  const { notApplicable } = await import('../../../operations/verify/check');
  const { judgeDrift } = await import('../../../operations/rollback/checks');
  const { judgeConfiguration } = await import('../../../operations/rollback/led-back');
  const { stack } = plan;
  const { drift: policy } = await platformOf(options, context);
  const { env: environment } = context.streams;
  const onStep = (id: string, text: string) => {
    progress.step(`${id}: ${text}`);
  };
  const props = {
    command: 'rollback verify',
    changes: false,
    folder: options.output,
    environment,
    lock: false,
    onStep,
  };
  const today = new Date().toISOString().slice(0, DAY_LENGTH);
  const about = { of: stack, about: 'rollback' as const };
  const configuration = await judgeConfiguration(plan, output, environment);
  return Deployment.use(props, async (deployment) => [
    ...questionsOfStaying(plan).map(({ what }) => ({ ...about, name: 'stays', ...notApplicable(what) })),
    { ...about, name: 'configuration', ...configuration },
    { ...about, name: 'drift', ...(await judgeDrift(deployment, stack, policy, today)) },
  ]);
}

/** Of a time in ISO 8601. */
const DAY_LENGTH = 10;
