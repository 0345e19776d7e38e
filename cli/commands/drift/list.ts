import { type Command } from 'commander';
import type { Severity } from '../../../model/rules/drift/finding';
import type { DriftReport } from '../../../operations/drift/report';
import type { Colours } from '../../conventions/colours';
import { positiveInteger } from '../../conventions/positive-integer';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { environmentsOf } from '../secrets/platform-of';
import { keptReports } from './kept-reports';
import { FILE_OPTION, type FileOption } from './policy-of';

const DEFAULT_LATEST = 10;

const COLUMNS = ['environment', 'detected', 'drift', 'all compared', 'findings', 'report'].map((title) => ({ title }));

export function addDriftList(drift: Command, context: CommandContext): void {
  drift
    .command('list')
    .description('the kept drift reports, the latest first')
    .argument('[environment...]', 'the environments (default: all)')
    .option(...FILE_OPTION)
    .option('--latest <number>', 'how many of each environment', positiveInteger, DEFAULT_LATEST)
    .action((names: string[], options: FileOption & { readonly latest: number }) =>
      context.run('drift list', async (progress) => {
        const { platform, reports: kept } = await keptReports(options, context);
        progress.step('reading the reports');
        const environments = environmentsOf(platform, names).map(({ name }) => name);
        const lists = await Promise.all(environments.map((name) => kept.list(name, options.latest)));
        const reports = lists.flat();
        return {
          exitCode: exitCode.fine,
          result: { reports: reports.map(({ findings, ...report }) => ({ ...report, findings: findings.length })) },
          text: (colours) =>
            reports.length === 0
              ? 'There are no reports yet. Make one: npx lke-platform drift detect'
              : table(
                  COLUMNS,
                  reports.map((report) => rowOf(report, colours)),
                ),
        };
      }),
    );
}

const rowOf = (report: DriftReport, colours: Colours) => [
  report.environment,
  report.detected_at.slice(0, 16).replace('T', ' '),
  coloured(report.drift_summary, colours),
  report.complete ? 'yes' : colours.red('no'),
  String(report.findings.filter(({ severity }) => severity !== 'none').length),
  report.report_id,
];

function coloured(severity: Severity, colours: Colours): string {
  return { none: colours.green, minor: colours.yellow, major: colours.red }[severity](severity);
}
