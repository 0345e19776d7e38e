import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { askedFor } from './asked-for';

export function addAccessRefuse(access: Command, context: CommandContext): void {
  access
    .command('refuse')
    .description('refuse what somebody asks for, as long as nobody has agreed to it')
    .argument('<request>', 'the id that access grant printed')
    .requiredOption('--reason <text>', 'why, for the audit log and for who asked')
    .option(...FILE_OPTION)
    .action((id: string, options: FileOption & { reason: string }) =>
      context.run('access refuse', async (progress) => {
        const { refuse } = await import('../../../operations/access/approval');
        progress.step('reading the audit log');
        const { audit, ledger, request } = await askedFor(id, options, context);
        await refuse(audit, ledger, request, { why: options.reason, now: new Date() });
        const { asked, by } = request;
        return {
          exitCode: exitCode.fine,
          result: { request: id, refusedBy: audit.actor.name, ...asked, askedBy: by },
          warnings: await auditWarnings(audit, context.streams.env),
          text: ({ bold }) => `${bold('refused')}: ${asked.holder} as ${asked.role} in ${asked.environment}, for ${by}`,
        };
      }),
    );
}
