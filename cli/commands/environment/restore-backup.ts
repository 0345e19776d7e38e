import type { Command } from 'commander';
import type { BackupRecord } from '../../../operations/retirement/backup/backups';
import type { RestoredObject } from '../../../operations/retirement/restore/restore';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import { platformOf, recorderOf } from '../access/platform';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { EnvironmentRefused, environmentOf } from './environment-of';

interface RestoreOptions extends FileOption {
  readonly backup?: string;
  readonly reason?: string;
}

export function addEnvironmentRestoreBackup(environment: Command, context: CommandContext): void {
  environment
    .command('restore-backup')
    .description('make what a backup holds in an environment that was made anew; what is there stays as it is')
    .argument('<environment>', 'the environment')
    .option('--backup <key>', 'the backup (default: the last one)')
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((name: string, options: RestoreOptions) =>
      context.run('environment restore-backup', async (progress) => {
        const { onBackupSite } = await import('../../../operations/retirement/open-site');
        const { restoreBackup } = await import('../../../operations/retirement/restore/restore-backup');
        const { env: variables } = context.streams;
        const platform = await platformOf(options, context);
        const wanted = environmentOf(platform, name);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, options.reason, context);
        const onStep = (text: string) => {
          progress.step(text);
        };
        const props = { platform, environment: wanted, variables, audit, onStep };
        const { backup, restored } = await onBackupSite(props, async ({ client, backups, log: { ledger } }) => {
          const chosen = choose(await backups.list(wanted.name), options.backup, name);
          const site = { client, backups, ledger, audit, onStep };
          return { backup: chosen, restored: await restoreBackup(site, wanted.name, chosen) };
        });
        const refused = restored.filter(({ outcome }) => outcome === 'refused');
        return {
          exitCode: refused.length > 0 ? exitCode.found : exitCode.fine,
          result: { environment: name, backup: backup.key, taken: backup.taken, objects: restored },
          warnings: await auditWarnings(audit, variables),
          text: (colours) => report(name, backup, restored, colours),
        };
      }),
    );
}

function choose(backups: readonly BackupRecord[], key: string | undefined, environment: string): BackupRecord {
  const chosen = key === undefined ? backups.at(-1) : backups.find((it) => it.key === key);
  if (chosen) return chosen;
  const allowed = backups.map((it) => it.key).join(', ') || 'none: nothing of it was ever backed up';
  throw new EnvironmentRefused([
    {
      what: `there is no such backup of ${environment}`,
      ...(key !== undefined && { where: '--backup', given: key }),
      allowed,
    },
  ]);
}

function report(
  name: string,
  { key }: BackupRecord,
  restored: readonly RestoredObject[],
  { bold, green, red }: Colours,
): string {
  const count = (outcome: RestoredObject['outcome']) => restored.filter((it) => it.outcome === outcome).length;
  const refused = restored.filter(({ outcome }) => outcome === 'refused');
  const rows = refused.map((it) => [it.name, it.detail ?? '']);
  return [
    ...(rows.length > 0 ? [table([{ title: 'refused' }, { title: 'why' }], rows), ''] : []),
    `${bold(name)}: ${green(`${countOf(count('made'), 'object')} made`)} of ${key}, ${count('was-there')} were there, ${count('left-out')} left out${
      refused.length > 0 ? `, ${red(`${refused.length} refused`)}; run it again once they can be made` : ''
    }`,
  ].join('\n');
}
