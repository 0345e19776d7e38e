import type { Command } from 'commander';
import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import type { Status } from '../../operations/doctor/check';
import type { Line } from '../../operations/doctor/examine';
import type { Colours } from '../conventions/colours';
import { countOf } from '../conventions/count-of';
import { exitCode } from '../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import { table } from '../conventions/table';
import type { CommandContext } from '../command-context';
import { auditPlaceOf } from './audit/audit-log';

export function addDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('look at everything that a deploy depends on; exit code 2 when a deploy would be unsafe')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--clean-up', 'remove what interrupted runs of bootstrap and doctor left at Linode; none may be at work')
    .action((file: string | undefined, { output, cleanUp = false }: { output: string; cleanUp?: boolean }) =>
      context.run('doctor', async (progress) => {
        const { platformFileName, readPlatform } = await import('../../model/read-platform');
        const { examine, isUnsafe } = await import('../../operations/doctor/examine');
        const { env: environment } = context.streams;
        const { platform } = readPlatform({ file: file ?? platformFileName(environment), environment });
        const surroundings = { platform, environment, output, nodeVersion: process.version, now: () => new Date() };
        const onStep = (text: string) => {
          progress.step(text);
        };
        const audit = cleanUp ? await cleanUpRecorder(platform, environment) : undefined;
        const lines = await examine(surroundings, onStep, { cleanUp, audit });
        const unwritten = cleanUp ? await writeCleanUp(platform, environment) : [];
        return {
          exitCode: isUnsafe(lines) ? exitCode.found : exitCode.fine,
          result: { platform: platform.name, safe: !isUnsafe(lines), checks: lines },
          warnings: [...(audit?.unwritten ?? []), ...unwritten].map((what) => ({ severity: 'warning' as const, what })),
          text: (colours) => report(lines, colours),
        };
      }),
    );
}

/** There may be no ledger yet, so that what is removed waits on this machine first. */
async function cleanUpRecorder({ name, sources }: Platform, environment: EnvironmentVariables) {
  const { provenActor } = await import('../../operations/audit/actor');
  const { outboxOf } = await import('../../operations/audit/outbox');
  const { outboxRecorder } = await import('../../operations/audit/record');
  const { linodeAccess } = await import('../../operations/linode/access');
  const actor = await provenActor({ linode: linodeAccess(sources.linodeApi, environment) });
  return outboxRecorder(outboxOf(name, environment), actor);
}

async function writeCleanUp(platform: Platform, environment: EnvironmentVariables): Promise<string[]> {
  const { sendFromOutbox } = await import('../../operations/audit/send-from-outbox');
  return sendFromOutbox(auditPlaceOf(platform), environment);
}

const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red', 'not-checked': 'dim' } as const;
const WORDS: Readonly<Record<Status, string>> = { ok: 'ok', warn: 'warn', fail: 'FAIL', 'not-checked': 'not checked' };

function report(lines: readonly Line[], colours: Colours): string {
  const rows = lines.flatMap(({ status, title, found, fix }) => [
    [colours[COLOURS[status]](WORDS[status]), title, found],
    ...(fix === undefined ? [] : [['', '', `${colours.bold('fix:')} ${fix}`]]),
  ]);
  return [table([{ title: '' }, { title: 'check' }, { title: 'found' }], rows), '', summary(lines, colours)].join('\n');
}

function summary(lines: readonly Line[], colours: Colours): string {
  const count = (status: Status) => lines.filter((line) => line.status === status).length;
  const rest = [
    ...(count('warn') > 0 ? [countOf(count('warn'), 'warning')] : []),
    ...(count('not-checked') > 0 ? [`${count('not-checked')} not checked`] : []),
  ];
  const but = rest.length > 0 ? ` (${rest.join(', ')})` : '';
  return count('fail') === 0
    ? `${colours.green('safe to deploy')}${but}`
    : `${colours.red('not safe to deploy')}: ${countOf(count('fail'), 'failure')}${but}`;
}
