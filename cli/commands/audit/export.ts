import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { auditLogOf } from './audit-log';
import { addFilterOptions, filterOf, type FilterOptions } from './filter-options';

interface ExportOptions extends FilterOptions {
  readonly out: string;
}

export function addAuditExport(audit: Command, context: CommandContext): void {
  addFilterOptions(audit.command('export'))
    .description('write events to a file, one JSON document a line, each exactly as it is stored')
    .requiredOption('--out <new file>', 'where to; a file that is there is left alone')
    .action(({ out, ...options }: ExportOptions) =>
      context.run('audit export', async (progress) => {
        progress.step(`writing ${out}`);
        const log = await auditLogOf(options, context);
        const { CHAINS } = await import('../../../operations/ledger/event');
        const { eventsOf } = await import('../../../operations/audit/query');
        const filter = filterOf(options);
        let events = 0;
        async function* lines() {
          for (const chain of filter.chains ?? CHAINS) {
            for await (const { text } of eventsOf(log.ledger, chain, filter)) {
              events += 1;
              yield text;
            }
          }
        }
        await pipeline(Readable.from(lines()), createWriteStream(out, { flags: 'wx', mode: 0o600 })).catch(
          (error: NodeJS.ErrnoException) => {
            throw error.code === 'EEXIST' ? new Error(`${out} is there already. Name a new file.`) : error;
          },
        );
        return {
          exitCode: exitCode.fine,
          result: { file: out, events },
          text: ({ green }) => `${green('written')}: ${countOf(events, 'event')} to ${out}`,
        };
      }),
    );
}
