import type { Command } from 'commander';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { keptReports } from './kept-reports';
import { type OutputOptions, writeOutputs } from './outputs';
import { FILE_OPTION, type FileOption } from './policy-of';

export function addDriftShow(drift: Command, context: CommandContext): void {
  drift
    .command('show')
    .description('one kept drift report; exit code 2 when there is drift in it')
    .argument('<report>', 'the id of the report or its beginning, or an environment for its latest one')
    .option(...FILE_OPTION)
    .option('--markdown <file>', 'write the report as Markdown')
    .option('--html <file>', 'write the report as one page')
    .action((wanted: string, options: FileOption & OutputOptions) =>
      context.run('drift show', async (progress) => {
        progress.step('reading the reports');
        const { platform, reports } = await keptReports(options, context);
        const environment = platform.environments.find(({ name }) => name === wanted)?.name;
        const report = environment ? (await reports.list(environment, 1))[0] : await reports.find(wanted);
        if (!report) {
          throw new Error(`there is no report ${wanted}. See those that there are: npx lke-platform drift list`);
        }
        await writeOutputs([report], options, {});
        const { reportText } = await import('./drift-text');
        const { nextText } = await import('./drift-next');
        return {
          exitCode: report.drift_summary === 'none' ? exitCode.fine : exitCode.found,
          result: { report },
          text: (colours) => [reportText(report, colours), ...nextText([report], colours)].join('\n\n'),
        };
      }),
    );
}
