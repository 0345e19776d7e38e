import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { MintedCredentials } from '../../../operations/drift-credentials/mint';
import { platformOf, recorderOf } from '../access/platform';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';

/** No credential of the cluster lives longer (docs/guides/access.md). */
const LONGEST_DAYS = 91;

interface CredentialsOptions extends FileOption {
  readonly days: number;
  readonly reason?: string;
}

export function addDriftCredentials(drift: Command, context: CommandContext): void {
  drift
    .command('credentials')
    .description('mint what looks for drift and may change nothing, and revoke what former calls minted')
    .option('--days <number>', `after how many days they end, at most ${LONGEST_DAYS}`, wholeDays, 90)
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((options: CredentialsOptions) =>
      context.run('drift credentials', async (progress) => {
        const { mintDriftCredentials } = await import('../../../operations/drift-credentials/mint');
        const platform = await platformOf(options, context);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, options.reason, context);
        const onStep = (text: string) => {
          progress.step(text);
        };
        const { env: environment } = context.streams;
        const result = await mintDriftCredentials({ platform, environment, audit, days: options.days, onStep });
        return {
          exitCode: exitCode.fine,
          result,
          warnings: await auditWarnings(audit, environment),
          text: (colours) => report(result, colours),
        };
      }),
    );
}

function wholeDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS) return days;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${LONGEST_DAYS}.`);
}

function report({ name, variables, kubeconfig, end, revoked }: MintedCredentials, { bold, green }: Colours): string {
  return [
    `${green('minted')}: ${name}; its token and kubeconfig end ${end}`,
    ...(revoked.length > 0 ? [`revoked:  ${revoked.join(', ')}`] : []),
    '',
    `Variables to set:    ${bold(variables)}`,
    `Opens the cluster:   ${bold(kubeconfig)}`,
    '',
    'They change nothing, and are not harmless: whoever reads the state of the cluster is cluster-admin',
    `(docs/guides/credentials.md). Next: ${bold(`source ${variables}`)}, then ${bold('npx lke-platform drift detect')}`,
  ].join('\n');
}
