import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { auditLogOf, FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { namesOf, platformOf, recorderOf } from './platform';

export function addAccessApprove(access: Command, context: CommandContext): void {
  access
    .command('approve')
    .description("agree to what somebody else asks for; one's own is refused")
    .argument('<request>', 'the id that access grant printed')
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((id: string, options: FileOption & { reason: string }) =>
      context.run('access approve', async (progress) => {
        const { approve, findRequest } = await import('../../../operations/access/approval');
        const { ownEmail, refuseOtherAccount } = await import('../../../operations/access/same-account');
        const { clusterIdOf, sitePlaceOf } = await import('../../../operations/access/site');
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        progress.step('reading the audit log');
        const audit = await recorderOf(platform, options.reason, context);
        const { ledger } = await auditLogOf(options, context);
        const request = await findRequest(ledger, namesOf(platform.environments), id, new Date());
        await refuseOtherAccount(await clusterIdOf(sitePlaceOf(platform), env), audit.actor.name);
        await approve(audit, ledger, request, { why: options.reason, email: await ownEmail() });
        const { asked, by, seconds } = request;
        return {
          exitCode: exitCode.fine,
          result: { request: id, approvedBy: audit.actor.name, ...asked, askedBy: by },
          warnings: await auditWarnings(audit, env),
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
