import type { Command } from 'commander';
import type { Delivered } from '../../../operations/audit/delivery/target';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { auditLogOf, FILE_OPTION, type FileOption } from './audit-log';

export function addAuditDeliver(audit: Command, context: CommandContext): void {
  audit
    .command('deliver')
    .description(
      'write what this machine could not write yet, and hand over to Loki and to the journal of the runbook; exit code 2 if some is left',
    )
    .option(...FILE_OPTION)
    .action((options: FileOption) =>
      context.run('audit deliver', async (progress) => {
        progress.step('delivering');
        const log = await auditLogOf(options, context);
        const { deliverAll } = await import('../../../operations/audit/delivery/deliver-all');
        const { sendWaiting } = await import('../../../operations/audit/send');
        const unwritten = await sendWaiting(log.ledger, log.outbox);
        const targets = await deliverAll(log, context.streams.env);
        const isDone = unwritten.length === 0 && targets.every(({ problem }) => problem === undefined);
        return {
          exitCode: isDone ? exitCode.fine : exitCode.found,
          result: { targets, unwritten },
          warnings: unwritten.map((what) => ({ severity: 'warning' as const, what })),
          text: ({ green, red }) =>
            targets
              .map(
                (it) => `${it.problem === undefined ? green('delivered') : red('not delivered')}: ${deliveryText(it)}`,
              )
              .join('\n') ||
            'there is nowhere to deliver to: LKE_PLATFORM_AUDIT_LOKI is not set, and the runbook has no journal',
        };
      }),
    );
}

/** How a delivery went, in words. */
export function deliveryText({ target, events, left, problem }: Delivered): string {
  if (problem === undefined) return `${countOf(events, 'event')} to ${target}`;
  return `${countOf(left, 'event')} to ${target}: ${problem}`;
}
