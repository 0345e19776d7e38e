import { dirname } from 'node:path';
import type { Command } from 'commander';
import type { Environment } from '../../../model/derive/environment';
import type { Retirement } from '../../../operations/retirement/retire';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import type { Reply } from '../../conventions/run-command';
import { synthParts } from '../../synth-parts';
import { oneMore, platformOf } from '../access/platform';
import { requireConsent } from '../apply-options';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { addEngineOptions } from '../engine-options';
import { bookOf } from './book';
import { changeWarnings } from './changed';
import { confirmRetirement, type ConsentOptions } from './confirm-retirement';
import { destroyRetired, type DestroyOptions } from './destroy-retired';
import { environmentOf } from './environment-of';
import { fatesOf } from './fates';

interface RetireOptions extends DestroyOptions, FileOption, ConsentOptions {
  readonly volume?: readonly string[];
  readonly volumes?: string;
  readonly review?: boolean;
  readonly allowDirty?: boolean;
}

export function addEnvironmentRetire(environment: Command, context: CommandContext): void {
  addEngineOptions(environment.command('retire'))
    .description(
      'end an environment: back it up, end its grants, write retired: true, and destroy it; goes on where it stopped',
    )
    .argument('<environment>', 'the environment')
    .option(
      '--volume <claim=keep|delete>',
      'what becomes of the data of a PersistentVolumeClaim; may be given again',
      oneMore,
    )
    .option('--volumes <file>', 'the same of several, as a map in YAML')
    .option('--review', 'stop once retired: true is written; the next run goes on')
    .option('--allow-dirty', 'retire production although git has changes that are not committed')
    .option('--yes', 'do it without asking')
    .option('--confirm <name>', 'the name of the environment, which production asks for')
    .option('--no-snapshot', 'take no copy of the state before it changes')
    .option('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((name: string, options: RetireOptions) =>
      context.run('environment retire', async (progress) => {
        requireConsent(options, context);
        const { platformFileName } = await import('../../../model/read-platform');
        const file = options.file ?? platformFileName(context.streams.env);
        const platform = await platformOf(options, context);
        const wanted = environmentOf(platform, name);
        const fates = fatesOf(options);
        progress.step('asking Linode who you are');
        const { audit, book } = await bookOf(platform, options.reason, context);
        const { onBackupSite } = await import('../../../operations/retirement/open-site');
        const { prepareRetirement } = await import('../../../operations/retirement/retire');
        const { env: variables } = context.streams;
        const onStep = (text: string) => {
          progress.step(text);
        };
        const props = { platform, environment: wanted, variables, audit, onStep };
        const retirement = await onBackupSite(props, (site) =>
          prepareRetirement(
            { ...site, audit, book, variables },
            {
              ...{ file, fates },
              confirm: () => confirmRetirement(wanted, options, context, progress),
              waitsForReview: (written) => waitsForReview(wanted, file, written, options),
              synthesize: () => synthesizeAgain(file, options.output, context),
            },
          ),
        );
        if (retirement.status === 'waits-for-review') {
          return waitingReply(retirement, { file, name, warnings: await auditWarnings(audit, variables) });
        }
        const warned = changeWarnings(wanted.name, { notAnchored: undefined }, retirement.label);
        return destroyRetired(wanted.name, retirement.backup?.key, { file, warned, options, context, progress });
      }),
    );
}

/** Production goes by what is committed alone, as it is applied. */
async function waitsForReview(
  { name }: Environment,
  file: string,
  written: boolean,
  { review = false, allowDirty = false }: RetireOptions,
): Promise<boolean> {
  if (review && written) return true;
  if (name !== 'production' || allowDirty) return false;
  const { sourceTreeOf } = await import('../../../operations/applied-configuration/source-tree');
  const { RUNBOOK } = await import('../../../operations/audit/delivery/journal');
  const source = await sourceTreeOf(dirname(file), [RUNBOOK]);
  return !('unknown' in source) && source.changed.length > 0;
}

async function synthesizeAgain(file: string, out: string, { launcher }: CommandContext): Promise<void> {
  const { synthesize } = await import('../../../synth/synthesize');
  synthesize({ file, out, ...(await synthParts(launcher)), onStack: () => undefined });
}

interface Waiting {
  readonly file: string;
  readonly name: string;
  readonly warnings: readonly ReportedProblem[];
}

function waitingReply(
  { status, backup }: Extract<Retirement, { status: 'waits-for-review' }>,
  { file, name, warnings }: Waiting,
): Reply {
  return {
    exitCode: exitCode.found,
    result: { environment: name, status, backup: backup?.key ?? null },
    warnings,
    text: ({ bold, yellow }) =>
      [
        `${yellow('not retired yet')}: ${backup ? `its backup is ${backup.key} (${backup.objects} objects), and ` : ''}its grants are ended`,
        `  ${file} says retired: true now: have that reviewed, and commit it`,
        `  then:  ${bold(`npx lke-platform environment retire ${name}`)}`,
      ].join('\n'),
  };
}
