import type { Command } from 'commander';
import type { HistoryEntry } from '../../../operations/lifecycle/history';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { auditLogOf, FILE_OPTION, type FileOption } from '../audit/audit-log';
import { platformOf } from '../access/platform';
import { environmentOf } from './environment-of';

export function addEnvironmentHistory(environment: Command, context: CommandContext): void {
  environment
    .command('history')
    .description('every status that an environment had; exit code 2 if the ledger tells of one that cannot be')
    .argument('<environment>', 'the environment')
    .option(...FILE_OPTION)
    .action((name: string, options: FileOption) =>
      context.run('environment history', async (progress) => {
        const platform = await platformOf(options, context);
        const wanted = environmentOf(platform, name).name;
        progress.step('reading the ledger');
        const { ledger } = await auditLogOf(options, context);
        const { historyOf } = await import('../../../operations/lifecycle/history');
        const history = await historyOf(ledger, wanted);
        return {
          exitCode: history.every(({ follows }) => follows) ? exitCode.fine : exitCode.found,
          result: { environment: wanted, history },
          warnings: history.flatMap((entry) => warningOf(wanted, entry)),
          text: (colours) => historyText(wanted, history, colours),
        };
      }),
    );
}

function warningOf(environment: string, { follows, sequence, from, to }: HistoryEntry): ReportedProblem[] {
  if (follows) return [];
  const what = `${environment}/${sequence} says that it became ${to} from ${from ?? 'nothing'}, which its lifecycle does not allow`;
  return [{ severity: 'warning', what, fix: 'npx lke-platform audit verify' }];
}

const COLUMNS = ['time', 'record', 'status', 'event', 'who', 'why'].map((title) => ({ title }));

function historyText(environment: string, history: readonly HistoryEntry[], { yellow }: Colours): string {
  if (history.length === 0) return `${environment} has no history yet: it was never applied`;
  const rows = history.map(({ time, record, to, event, actor, why, follows }) => [
    time.slice(0, 16).replace('T', ' '),
    String(record),
    follows ? to : yellow(to),
    event,
    actor,
    why ?? '',
  ]);
  return table(COLUMNS, rows);
}
