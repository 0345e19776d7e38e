import { type Command } from 'commander';
import { outcomeOf } from '../../../operations/audit/outcome';
import type { LedgerEvent } from '../../../operations/ledger/event';
import { positiveInteger } from '../../conventions/positive-integer';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import type { CommandContext } from '../../command-context';
import { auditLogOf } from './audit-log';
import { addFilterOptions, filterOf, type FilterOptions } from './filter-options';

interface ListOptions extends FilterOptions {
  readonly limit: number;
}

const DEFAULT_LIMIT = 50;

export function addAuditList(audit: Command, context: CommandContext): void {
  addFilterOptions(audit.command('list'))
    .description('list events, the newest first')
    .option('--limit <number>', 'how many at most', positiveInteger, DEFAULT_LIMIT)
    .action((options: ListOptions) =>
      context.run('audit list', async (progress) => {
        progress.step('reading the ledger');
        const log = await auditLogOf(options, context);
        const { newestEvents } = await import('../../../operations/audit/query');
        const events = await newestEvents(log.ledger, filterOf(options), options.limit);
        return { exitCode: exitCode.fine, result: { events }, text: () => listText(events, options.limit) };
      }),
    );
}

const COLUMNS = ['time', 'event', 'who', 'what', 'outcome', 'why'].map((title) => ({ title }));

function listText(events: readonly LedgerEvent[], most: number): string {
  if (events.length === 0) return 'no such event';
  const rows = events.map(({ time, chain, sequence, actor, kind, what, why }) => {
    return [time, `${chain}/${sequence}`, actor.name, what, outcomeOf(kind) ?? '', why ?? ''];
  });
  const more = events.length === most ? `\nThe newest ${most}; --limit shows more, "audit export" all.` : '';
  return `${table(COLUMNS, rows)}${more}`;
}
