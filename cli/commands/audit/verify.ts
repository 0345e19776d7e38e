import type { Command } from 'commander';
import type { Chain } from '../../../operations/ledger/event';
import type { AuditVerification } from '../../../operations/audit/checkpoint';
import type { AuditLog } from '../../../operations/audit/place';
import type { Colours } from '../../conventions/colours';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import type { CommandContext } from '../../command-context';
import { auditLogOf, FILE_OPTION, type FileOption } from './audit-log';
import { addChainOption } from './filter-options';

interface VerifyOptions extends FileOption {
  readonly environment?: readonly Chain[];
  readonly full?: boolean;
}

export function addAuditVerify(audit: Command, context: CommandContext): void {
  addChainOption(audit.command('verify'))
    .description('check that no event was removed, replaced or written anew; exit code 2 if one was')
    .option('--full', 'read every event, and not only those since the last check that found nothing')
    .option(...FILE_OPTION)
    .action(({ environment: chains, full, ...options }: VerifyOptions) =>
      context.run('audit verify', async (progress) => {
        const log = await auditLogOf(options, context);
        const { verifyAudit } = await import('../../../operations/audit/checkpoint');
        const onStep = (text: string) => {
          progress.step(text);
        };
        const verified = await verifyAudit(log, { ...(chains && { chains }), ...(full && { full }), onStep });
        const isWhole = verified.every(({ findings }) => findings.length === 0);
        return {
          exitCode: isWhole ? exitCode.fine : exitCode.found,
          result: { chains: verified.map(({ from = null, head = null, ...rest }) => ({ ...rest, from, head })) },
          warnings: waitingWarnings(log),
          text: (colours) => verified.map((it) => chainText(it, colours)).join('\n'),
        };
      }),
    );
}

/** Events of this machine that no verification of the ledger can miss. */
function waitingWarnings({ outbox }: AuditLog): ReportedProblem[] {
  if (outbox.waiting === 0) return [];
  const what = `${countOf(outbox.waiting, 'event')} of this machine could not be written yet, in ${outbox.folder}`;
  return [{ severity: 'warning', what, fix: 'npx lke-platform audit deliver' }];
}

function chainText({ chain, events, anchored, head, findings, from }: AuditVerification, colours: Colours): string {
  const { bold, green, red } = colours;
  const lines = findings.map(({ what }) => `  ${red('found')}: ${what}`);
  if (lines.length > 0) return [`${bold(chain)}: ${red('damaged')}`, ...lines].join('\n');
  if (!head) return `${bold(chain)}: no events`;
  const range = from ? `from event ${from.sequence} on, which was checked before` : 'from the first on';
  const vouched = anchored === events ? 'all anchored' : `${anchored} of them anchored`;
  return `${bold(chain)}: ${green('whole')} up to event ${head.sequence} (${countOf(events, 'event')} read ${range}; ${vouched})`;
}
