import type { Command } from 'commander';
import type { FoundOrphans } from '../../operations/orphans/find-orphans';
import type { Removal } from '../../operations/orphans/remove-orphans';
import type { OutputFolder } from '../../operations/deploy/output-folder';
import { askConsent } from '../conventions/ask';
import { countOf } from '../conventions/count-of';
import { exitCode } from '../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import type { Progress } from '../conventions/progress';
import type { Reply } from '../conventions/run-command';
import type { CommandContext } from '../command-context';
import { requireConsent } from './apply-options';
import { openAuditIfThere } from './audit/open-audit';
import { auditWarnings } from './audit/warnings';
import { orphanProblems, orphanResult } from './orphan-problems';

interface OrphansOptions {
  readonly output: string;
  readonly remove?: readonly string[];
  readonly yes?: boolean;
  readonly audit: boolean;
  readonly reason?: string;
}

export function addOrphans(program: Command, context: CommandContext): void {
  program
    .command('orphans')
    .description('name what carries the marks of the platform and is in no state; exit code 2 when there is something')
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--remove <type:id...>', 'remove some of it, after a question for each')
    .option('--yes', 'with --remove: without asking')
    .option('--reason <text>', 'with --remove: why, for the audit log')
    .option('--no-audit', 'with --remove: write nothing into the audit log')
    .action(({ output: folder, remove, yes = false, audit, reason }: OrphansOptions) =>
      context.run('orphans', async (progress) => {
        if (remove !== undefined) requireConsent({ yes }, context, 'npx lke-platform orphans');
        const { readOutputFolder } = await import('../../operations/deploy/output-folder');
        const output = readOutputFolder(folder);
        progress.step('comparing what exists with the states');
        return remove === undefined
          ? list(output, context)
          : removeSome(remove, { yes, output, audit, reason, context, progress });
      }),
    );
}

async function list(output: OutputFolder, { streams: { env: environment } }: CommandContext): Promise<Reply> {
  const { orphansOf } = await import('../../operations/deploy/orphans-of');
  const found = await orphansOf({ output, environment });
  return {
    exitCode: found.orphans.length > 0 ? exitCode.found : exitCode.fine,
    result: { orphans: found.orphans.map(orphanResult), notChecked: found.notChecked },
    warnings: await orphanProblems(found),
    text: () => summary(found),
  };
}

function summary({ orphans, notChecked }: FoundOrphans): string {
  if (orphans.length > 0) return `${countOf(orphans.length, 'orphan')} of the platform`;
  return notChecked.length > 0 ? 'none, as far as could be seen' : 'none: the states hold all that is of the platform';
}

interface RemoveSome {
  readonly yes: boolean;
  readonly output: OutputFolder;
  readonly audit: boolean;
  readonly reason: string | undefined;
  readonly context: CommandContext;
  readonly progress: Progress;
}

async function removeSome(
  references: readonly string[],
  { yes, output, audit: isAudited, reason, context: { streams }, progress }: RemoveSome,
): Promise<Reply> {
  const { removeOrphans } = await import('../../operations/orphans/remove-orphans');
  const { Interrupts } = await import('../../operations/engine/interrupts');
  const { orphanReport } = await import('../../operations/orphans/report');
  const audit = isAudited ? await openAuditIfThere(output, streams.env, reason) : undefined;
  const isUnrecorded = isAudited && audit === undefined;
  const interrupts = new Interrupts();
  try {
    const removals = await removeOrphans(references, {
      output,
      environment: streams.env,
      audit,
      approve: async (orphan) => {
        interrupts.check();
        if (yes) return true;
        progress.end();
        streams.stderr.write(`${orphanReport(orphan).what}\n`);
        return askConsent('Remove it for good?', streams, interrupts.signal);
      },
    });
    return {
      exitCode: removals.every(({ status }) => status === 'removed') ? exitCode.fine : exitCode.error,
      result: { removals: removals.map(({ orphan, status }) => ({ ...orphanResult(orphan), status })) },
      warnings: [
        ...(isUnrecorded ? [{ severity: 'warning' as const, what: ledgerIsGone(output) }] : []),
        ...(await auditWarnings(audit, streams.env)),
      ],
      text: () => removals.map(removalText).join('\n'),
    };
  } finally {
    interrupts.dispose();
  }
}

const ledgerIsGone = ({ buckets: { ledger } }: OutputFolder) =>
  `this is not in the audit log: its bucket ${ledger} is gone`;

const removalText = ({ orphan: { type, id, name }, status }: Removal) =>
  `${type}:${id} (${name}): ${status === 'removed' ? 'removed' : 'not removed, as you said'}`;
