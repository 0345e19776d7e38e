import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { askedFor } from './asked-for';

export function addAccessApprove(access: Command, context: CommandContext): void {
  access
    .command('approve')
    .description("agree to what somebody else asks for; one's own is refused")
    .argument('<request>', 'the id that access grant printed')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((id: string, options: FileOption & { reason: string }) =>
      context.run('access approve', async (progress) => {
        const { approve } = await import('../../../operations/access/approval');
        const { ownEmail } = await import('../../../operations/access/same-account');
        progress.step('reading the audit log');
        const { audit, ledger, request } = await askedFor(id, options, context);
        await approve(audit, ledger, request, { why: options.reason, email: await ownEmail(), now: new Date() });
        const { asked, by, seconds } = request;
        return {
          exitCode: exitCode.fine,
          result: { request: id, approvedBy: audit.actor.name, ...asked, askedBy: by },
          warnings: await auditWarnings(audit, context.streams.env),
          text: ({ bold, green }) =>
            [
              `${green('approved')}: ${asked.holder} as ${asked.role} in ${asked.environment}, for ${by}`,
              `  for ${asked.duration ?? `at most ${seconds} seconds, the longest that the policy allows today`}, ticket ${asked.ticket ?? 'none'}: ${asked.reason}`,
              `  ${by} runs: ${bold(`npx lke-platform access grant --request ${id}`)}`,
            ].join('\n'),
        };
      }),
    );
}
