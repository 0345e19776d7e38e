import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { platformOf, recorderOf } from '../access/platform';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { environmentOf } from './environment-of';

interface BackUpOptions extends FileOption {
  readonly reason?: string;
}

export function addEnvironmentBackUp(environment: Command, context: CommandContext): void {
  environment
    .command('back-up')
    .description('keep every object of an environment and its state, encrypted, and read them back')
    .argument('<environment>', 'the environment')
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((name: string, options: BackUpOptions) =>
      context.run('environment back-up', async (progress) => {
        const { onBackupSite } = await import('../../../operations/retirement/open-site');
        const { backUp } = await import('../../../operations/retirement/take-backup');
        const { claimsIn } = await import('../../../operations/retirement/volumes');
        const { env: variables } = context.streams;
        const platform = await platformOf(options, context);
        const wanted = environmentOf(platform, name);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, options.reason, context);
        const onStep = (text: string) => {
          progress.step(text);
        };
        const props = { platform, environment: wanted, variables, audit, onStep };
        const { backup } = await onBackupSite(props, async (site) =>
          backUp(site, await claimsIn(site.client, wanted.namespace), {}, undefined),
        );
        const { key, objects, counts, taken } = backup;
        return {
          exitCode: exitCode.fine,
          result: { environment: name, backup: key, taken, objects, counts },
          warnings: await auditWarnings(audit, variables),
          text: ({ bold, green }) => `${bold(name)}: ${green('backed up')}, ${objects} objects in ${key}`,
        };
      }),
    );
}
