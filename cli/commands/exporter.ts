import type { Command } from 'commander';
import { EXPORTER_SETTINGS, exporterVariableOf } from '../../model/exporter-settings';
import { version } from '../../package.json';
import type { CommandContext } from '../command-context';
import { exitCode } from '../conventions/exit-codes';
import { FILE_OPTION } from './audit/audit-log';
import { platformOf } from './secrets/platform-of';

export function addExporter(program: Command, context: CommandContext): void {
  const command = program
    .command('exporter')
    .description('serve what the buckets tell of a platform as metrics for Prometheus, until a signal ends it')
    .option(...FILE_OPTION);
  for (const { name, value, about, default: usual } of EXPORTER_SETTINGS) {
    const more = usual === undefined ? exporterVariableOf(name) : `${exporterVariableOf(name)}, or ${usual}`;
    command.option(`--${name} <${value}>`, `${about} (default: ${more})`);
  }
  command.action((options: Readonly<Record<string, string | undefined>>) =>
    context.run('exporter', async (progress) => {
      progress.end(); // what it writes is its log
      const { readSettings } = await import('../../operations/exporter/settings');
      const { serveMetrics } = await import('../../operations/exporter/serve');
      const { env: environment, stderr } = context.streams;
      const given = Object.fromEntries(
        EXPORTER_SETTINGS.map(({ name }) => [name, options[optionNameOf(name)]] as const),
      );
      const settings = readSettings(given, environment);
      const place = settings.place ?? (await placeInFile(options.file));
      const log = (line: string) => {
        stderr.write(`${new Date().toISOString()} ${line}\n`);
      };
      await serveMetrics({ settings, place, version, environment, log });
      return { exitCode: exitCode.fine, result: { ended: true }, text: () => '' };
    }),
  );

  async function placeInFile(file: string | undefined) {
    const { state } = await platformOf(file === undefined ? {} : { file }, context);
    const { ledger, artifacts, reports } = state.buckets;
    return { endpoint: state.endpoint, buckets: { ledger, artifacts, reports } };
  }
}

/** How commander calls the value of a flag. */
const optionNameOf = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
