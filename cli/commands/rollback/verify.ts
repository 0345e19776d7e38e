import type { Command } from 'commander';
import type { CheckResult } from '../../../model/lifecycle/verification';
import type { RollbackPlan } from '../../../operations/rollback/record';
import type { Judgement } from '../../../operations/verify/check';
import { exitCode } from '../../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../../conventions/output-folder';
import type { Progress } from '../../conventions/progress';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { platformOf } from '../access/platform';
import { openAudit } from '../audit/open-audit';
import { auditWarnings } from '../audit/warnings';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';

interface VerifyOptions extends FileOption {
  readonly output: string;
  readonly reason?: string;
}

/** One check, of an environment or of the stack. */
interface Line extends Judgement {
  readonly of: string;
  readonly name: string;
}

export function addRollbackVerify(rollback: Command, context: CommandContext): void {
  rollback
    .command('verify')
    .description(
      'look whether a rollback led back: cluster, nodes, metrics, secrets, Argo CD, drift; exit code 2 when not',
    )
    .argument('<change>', 'a commit, a pull request (#12) or a plan, as rollback plan lists them')
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((change: string, options: VerifyOptions) =>
      context.run('rollback verify', async (progress) => {
        const { readOutputFolder } = await import('../../../operations/deploy/output-folder');
        const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
        const { chainOf } = await import('../../../operations/audit/record');
        const { env } = context.streams;
        const output = readOutputFolder(options.output);
        const plan = await openRollbackPlans(output, env).find(change);
        const audit = await openAudit(output, env, options.reason);
        const lines = [
          ...(await environmentLines(plan, options, context, progress)),
          await driftLine(plan, options, context, progress),
        ];
        const failed = lines.filter(({ result }) => result === 'failed').map(({ of, name }) => `${of} ${name}`);
        const { rollback_id: id, stack } = plan;
        await audit.write({
          chain: chainOf(stack),
          kind: 'rollback-verification',
          what: `looked whether going back from ${plan.change_id} led there: ${failed.length === 0 ? 'it did' : `not in ${failed.join(', ')}`}`,
          details: { rollback: id, stack, checks: lines.map(({ of, name, result }) => ({ of, name, result })) },
        });
        return {
          exitCode: failed.length === 0 ? exitCode.fine : exitCode.found,
          result: { rollback: id, stack, passed: failed.length === 0, checks: lines },
          warnings: await auditWarnings(audit, env),
          text: (colours) => {
            const rows = lines.map(({ of, name, result, detail }) => [
              colours[COLOURS[result]](WORDS[result]),
              `${of} ${name}`,
              detail,
            ]);
            const verdict = failed.length === 0 ? colours.green('led back') : colours.red('did not lead back');
            const titles = ['', 'check', 'seen'].map((title) => ({ title }));
            return [table(titles, rows), '', `the rollback ${id} ${verdict}`].join('\n');
          },
        };
      }),
    );
}

const COLOURS = { passed: 'green', failed: 'red', 'not-applicable': 'dim' } as const;
const WORDS: Readonly<Record<CheckResult, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not-applicable': 'not applicable',
};

async function environmentLines(
  { stack }: RollbackPlan,
  options: VerifyOptions,
  context: CommandContext,
  progress: Progress,
): Promise<Line[]> {
  const { onVerifySite } = await import('../../../operations/verify/open-site');
  const { verify } = await import('../../../operations/verify/verify');
  const { environmentsOf, ROLLBACK_CHECKS } = await import('../../../operations/rollback/checks');
  const platform = await platformOf(options, context);
  const names = environmentsOf(
    stack,
    platform.environments.map(({ name }) => name),
  );
  const lines: Line[] = [];
  for (const environment of platform.environments.filter(({ name }) => names.includes(name))) {
    const verified = await onVerifySite({ platform, environment, variables: context.streams.env }, (site) =>
      verify(site, {
        evidence: [],
        checks: ROLLBACK_CHECKS,
        onStep: (text) => {
          progress.step(text);
        },
      }),
    );
    lines.push(...verified.checks.map((line) => ({ of: environment.name, ...line })));
  }
  return lines;
}

async function driftLine(
  { stack }: RollbackPlan,
  options: VerifyOptions,
  context: CommandContext,
  progress: Progress,
): Promise<Line> {
  const { Deployment } = await import('../../../operations/deploy/deployment');
  const { judgeDrift } = await import('../../../operations/rollback/checks');
  const { drift: policy } = await platformOf(options, context);
  const { env: environment } = context.streams;
  const onStep = (id: string, text: string) => {
    progress.step(`${id}: ${text}`);
  };
  const props = { command: 'rollback verify', folder: options.output, environment, lock: false, onStep };
  const today = new Date().toISOString().slice(0, DAY_LENGTH);
  return Deployment.use(props, async (deployment) => ({
    of: stack,
    name: 'drift',
    ...(await judgeDrift(deployment, stack, policy, today)),
  }));
}

/** Of a time in ISO 8601. */
const DAY_LENGTH = 10;
