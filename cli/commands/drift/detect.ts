import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { worst } from '../../../model/rules/drift/finding';
import { NO_POLICY } from '../../../model/rules/drift/judge';
import type { DriftReport } from '../../../operations/drift/report';
import { type ExitCode, exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { addEngineOptions, type EngineOptions } from '../engine-options';
import { reportText } from './drift-text';

export function addDriftDetect(drift: Command, context: CommandContext): void {
  addEngineOptions(drift.command('detect'))
    .description('compare what is deployed with what was applied last; exit code 2 when it differs')
    .argument('[environment...]', 'the environments (default: all)')
    .action((names: string[], { output: folder, parallelism }: EngineOptions) =>
      context.run('drift detect', async (progress) => {
        const { Deployment } = await import('../../../operations/deploy/deployment');
        const { detectDrift, environmentsIn } = await import('../../../operations/drift/detect');
        const { reportOf } = await import('../../../operations/drift/report');
        const onStep = (stack: string, text: string) => {
          progress.step(`${stack}: ${text}`);
        };
        const props = { command: 'drift detect', folder, environment: context.streams.env, lock: false, onStep };
        return Deployment.use(props, async (deployment) => {
          const environments = environmentsIn(deployment, names);
          const now = new Date();
          const detected = await detectDrift(deployment, { environments, policy: NO_POLICY, parallelism, now });
          const { platform } = deployment.output;
          const reports = environments.map((environment) =>
            reportOf(detected, {
              environment,
              platform,
              reportId: randomUUID(),
              detailsPath: '',
              lastCompleteAt: undefined,
            }),
          );
          return {
            exitCode: exitCodeOf(reports),
            result: { reports },
            text: (colours) => reports.map((report) => reportText(report, colours)).join('\n\n'),
          };
        });
      }),
    );
}

function exitCodeOf(reports: readonly DriftReport[]): ExitCode {
  if (reports.some(({ complete }) => !complete)) return exitCode.error;
  return worst(reports.map((report) => report.drift_summary)) === 'none' ? exitCode.fine : exitCode.found;
}
