import { type Command, InvalidArgumentError } from 'commander';
import { exitCode } from '../../conventions/exit-codes';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { platformOf } from '../access/platform';
import { bookOf } from './book';
import { environmentOf } from './environment-of';

interface RepairOptions extends FileOption {
  readonly user?: string;
  readonly credential?: string;
  readonly minutes: number;
  readonly end?: boolean;
  readonly reason: string;
}

const DEFAULT_MINUTES = 30;

export function addEnvironmentRepair(environment: Command, context: CommandContext): void {
  environment
    .command('repair')
    .description('let one user deploy a fix in an environment that is degraded or recovering, for some minutes')
    .argument('<environment>', 'the environment')
    .option('--user <name>', 'who, as the API server calls them: kubectl auth whoami')
    .option('--credential <id>', 'one credential of theirs alone: JTI=…, as kubectl auth whoami shows it')
    .option('--minutes <number>', 'how long', minutes, DEFAULT_MINUTES)
    .option('--end', 'end it before its time')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((name: string, options: RepairOptions) =>
      context.run('environment repair', async (progress) => {
        const { user, end = false, reason } = options;
        if (end === (user !== undefined)) throw new Error('name either --user or --end.');
        const { refuseReason } = await import('../../../operations/access/texts');
        refuseReason(reason);
        const platform = await platformOf(options, context);
        const wanted = environmentOf(platform, name).name;
        const { clusterSiteOf, onCluster } = await import('../../../operations/lifecycle/on-cluster');
        const { closeRepair, openRepair } = await import('../../../operations/lifecycle/repair');
        const { currentStatus } = await import('../../../operations/lifecycle/history');
        progress.step('asking Linode who you are');
        const { audit, book } = await bookOf(platform, reason, context);
        progress.step('asking the cluster');
        const repair = await onCluster(clusterSiteOf(platform), context.streams.env, async (client) => {
          if (!client) throw new Error('there is no cluster yet: npx lke-platform apply');
          if (user === undefined) {
            await closeRepair(client, audit, wanted);
            return undefined;
          }
          const status = await currentStatus(book.ledger, wanted);
          const { credential, minutes: time } = options;
          return openRepair(client, audit, wanted, { status, user, credential, minutes: time });
        });
        const result = { environment: wanted, repair: repair ?? null };
        const warnings = await auditWarnings(audit, context.streams.env);
        const text: Reply['text'] = ({ green, bold }) =>
          repair
            ? [
                `${green('open')}: ${bold(repair.user)} may deploy a fix in ${wanted} until ${repair.until}`,
                `  to end it before: npx lke-platform environment repair ${wanted} --end --reason <text>`,
                `  when it is fixed: npx lke-platform environment transition ${wanted} --to recovering --reason <text>`,
              ].join('\n')
            : `${green('closed')}: nobody may deploy a fix in ${wanted} any more`;
        return { exitCode: exitCode.fine, result, warnings, text };
      }),
    );
}

function minutes(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It has to be a whole number of minutes.');
}
