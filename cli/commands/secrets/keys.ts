import type { Command } from 'commander';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { type ChangeOptions, NO_AUDIT_OPTION, openAudit, platformOf, REASON_OPTION } from './platform-of';

const KINDS = {
  backup: {
    about: 'write a backup of each sealing key that has none, encrypted; every sync does so before it seals',
    done: 'backed up',
    none: 'every key of the cluster is backed up already',
  },
  restore: {
    about:
      'bring the sealing keys of the backups back into the cluster, and restart the controller, which reads them only then',
    done: 'restored',
    none: 'the cluster had every key of the backups; the controller was restarted, so that it reads them',
  },
} as const;

export function addSecretsKeys(secrets: Command, context: CommandContext): void {
  const keys = secrets.command('keys').description('the keys of the cluster that open what is sealed for it');
  for (const kind of ['backup', 'restore'] as const) {
    keys
      .command(kind)
      .description(KINDS[kind].about)
      .option(...REASON_OPTION)
      .option(...NO_AUDIT_OPTION)
      .option(...FILE_OPTION)
      .action((options: ChangeOptions) =>
        context.run(`secrets keys ${kind}`, async (progress) => {
          const { env } = context.streams;
          const platform = await platformOf(options, context);
          progress.step('reading the keys');
          const audit = await openAudit(platform, options, env);
          const { backUpKeys, restoreBackedUpKeys } = await import('../../../operations/secrets/keys');
          const run = kind === 'backup' ? backUpKeys : restoreBackedUpKeys;
          const onStep = (text: string) => {
            progress.step(text);
          };
          const names = await run({ platform, environment: env, audit, now: new Date(), onStep });
          const { done, none } = KINDS[kind];
          return {
            exitCode: exitCode.fine,
            result: { keys: names },
            warnings: await auditWarnings(audit, env),
            text: ({ green }) =>
              names.length === 0 ? none : `${green(done)}: ${countOf(names.length, 'key')} (${names.join(', ')})`,
          };
        }),
      );
  }
}
