import { type Command, InvalidArgumentError } from 'commander';
import type { StackId } from '../../../model/naming';
import { worst } from '../../../model/rules/drift/finding';
import { type DriftPolicy, NO_POLICY } from '../../../model/rules/drift/judge';
import type { Platform } from '../../../model/platform';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { Notified } from '../../../operations/drift/notify/notify';
import type { DriftReport } from '../../../operations/drift/report';
import { type ExitCode, exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import type { CommandContext } from '../../command-context';
import { addEngineOptions, type EngineOptions } from '../engine-options';
import { recreatedContracts } from '../handoff/of-drift';
import { warnOfLeftRuns } from '../left-runs';
import { positiveInteger } from '../../conventions/positive-integer';
import { type OutputOptions, writeOutputs } from './outputs';
import { FILE_OPTION, type FileOption, platformFor } from './policy-of';

interface DetectOptions extends EngineOptions, FileOption, OutputOptions {
  readonly report: boolean;
  readonly notify: boolean;
  readonly timeout: number;
  readonly planFile: ReadonlyMap<StackId, string>;
}

const DEFAULT_TIMEOUT_SECONDS = 900;

export function addDriftDetect(drift: Command, context: CommandContext): void {
  addEngineOptions(drift.command('detect'))
    .description(
      'compare what is deployed with what was applied last; exit code 2 when it differs, 1 when it is not known',
    )
    .argument('[environment...]', 'the environments (default: all)')
    .option(...FILE_OPTION)
    .option('--no-report', 'keep no report in the bucket of reports')
    .option('--no-notify', 'tell nobody, and open no incident')
    .option(
      '--plan-file <stack=file>',
      'read a saved plan, as of cdktf diff; what is pending is mixed in',
      planFiles,
      new Map(),
    )
    .option(
      '--timeout <seconds>',
      'how long one stack may take, and what no plan shows, until it counts as not checked',
      positiveInteger,
      DEFAULT_TIMEOUT_SECONDS,
    )
    .option('--markdown <file>', 'write the reports as Markdown')
    .option('--html <file>', 'write the reports as one page')
    .action((names: string[], options: DetectOptions) =>
      context.run('drift detect', async (progress) => {
        const { Deployment } = await import('../../../operations/deploy/deployment');
        const { environmentsIn } = await import('../../../operations/drift/detect');
        const { platformDrift } = await import('../../../operations/drift/platform-drift');
        const { reportText } = await import('./drift-text');
        const { nextText } = await import('./drift-next');
        const { output: folder, parallelism, report: keep, planFile } = options;
        const timeoutMs = options.timeout * 1000;
        const { env } = context.streams;
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const left = await warnOfLeftRuns(context, progress);
        const props = { command: 'drift detect', changes: false, folder, environment: env, readOnly: true, onStep };
        return Deployment.use(props, async (deployment) => {
          const environments = environmentsIn(deployment, names);
          const { platform, warnings: ofFile } = await platformFor(deployment.output, options, context);
          const policy = platform?.drift ?? NO_POLICY;
          const planFiles = new Map([...planFile].map(([id, file]) => [deployment.stack(id).id, file]));
          progress.step('reading what was applied');
          const { reports, unkept } = await platformDrift(deployment, {
            environments,
            policy,
            parallelism,
            planFiles,
            timeoutMs,
            keep,
          });
          await writeOutputs(reports, options, env);
          const told =
            options.notify && platform ? await tell(deployment, platform, reports, { policy, timeoutMs }) : NOBODY;
          const failures = [...unkept, ...told.failures];
          const recreated = keep ? await recreatedContracts(deployment, environments) : [];
          return {
            exitCode: failures.length > 0 ? exitCode.error : exitCodeOf(reports),
            result: { reports, notes: told.notes, undelivered: told.failures },
            warnings: [...left, ...ofFile, ...failures.map(asWarning), ...recreated],
            text: (colours) =>
              [
                ...reports.map((report) => reportText(report, colours)),
                ...told.notes,
                ...nextText(reports, colours),
              ].join('\n\n'),
          };
        });
      }),
    );
}

const NOBODY: Notified = { notes: [], failures: [] };

/** Tells whom the platform file names. Before an incident is opened, the environment is looked at again. */
async function tell(
  deployment: Deployment,
  platform: Platform,
  reports: readonly DriftReport[],
  { policy, timeoutMs }: { readonly policy: DriftPolicy; readonly timeoutMs: number },
): Promise<Notified> {
  const { notify } = await import('../../../operations/drift/notify/notify');
  const { platformDrift, reportStoreOf } = await import('../../../operations/drift/platform-drift');
  const { driftMarkdown, LONGEST_ISSUE } = await import('./drift-markdown');
  return notify(reports, {
    platform,
    environment: deployment.environment,
    store: reportStoreOf(deployment),
    now: new Date(),
    markdownOf: (report) => driftMarkdown([report], LONGEST_ISSUE),
    lookAgain: async (environment) => {
      const again = await platformDrift(deployment, {
        environments: [environment],
        policy,
        timeoutMs,
        parallelism: 1,
        keep: false,
      });
      const [report] = again.reports;
      if (!report) throw new Error(`${environment} could not be looked at again`);
      return report;
    },
  });
}

const asWarning = (what: string): ReportedProblem => ({ severity: 'warning', what });

function exitCodeOf(reports: readonly DriftReport[]): ExitCode {
  if (reports.some(({ complete }) => !complete)) return exitCode.error;
  return worst(reports.map((report) => report.drift_summary)) === 'none' ? exitCode.fine : exitCode.found;
}

function planFiles(text: string, former: ReadonlyMap<string, string>): Map<string, string> {
  const [, stack, file] = /^([a-z]+)=(.+)$/.exec(text) ?? [];
  if (stack === undefined || file === undefined) {
    throw new InvalidArgumentError(
      'It has to name a stack and a file, such as production=cdktf.out/stacks/production/plan.',
    );
  }
  return new Map([...former, [stack, file]]);
}
