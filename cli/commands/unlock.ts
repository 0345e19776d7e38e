import type { Command } from 'commander';
import { askConsent } from '../conventions/ask';
import { exitCode } from '../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import type { CommandContext } from '../command-context';
import { requireConsent } from './apply-options';
import { openAudit } from './audit/open-audit';
import { auditWarnings } from './audit/warnings';

interface UnlockOptions {
  readonly output: string;
  readonly yes?: boolean;
  readonly audit: boolean;
  readonly reason?: string;
}

export function addUnlock(program: Command, context: CommandContext): void {
  program
    .command('unlock')
    .description('release the lock that a dead run left on the state of a stack, also one that is damaged')
    .argument('<stack>', 'the stack')
    .option('--output <folder>', 'the folder that synth wrote', OUTPUT_FOLDER)
    .option('--yes', 'without asking')
    .option('--reason <text>', 'why, for the audit log')
    .option('--no-audit', 'write nothing into the audit log')
    .action((stack: string, { output: folder, yes = false, audit: isAudited, reason }: UnlockOptions) =>
      context.run('unlock', async (progress) => {
        requireConsent({ yes }, context);
        const { readOutputFolder, stackNamed } = await import('../../operations/deploy/output-folder');
        const { unlock } = await import('../../operations/deploy/unlock');
        const { lockText } = await import('../../operations/object-storage/locks');
        const { Interrupts } = await import('../../operations/engine/interrupts');
        const { streams, flags } = context;
        const output = readOutputFolder(folder);
        if (isAudited) progress.step('asking Linode who you are');
        const audit = isAudited ? await openAudit(output, streams.env, reason) : undefined;
        progress.step(`reading the lock of ${stack}`);
        const interrupts = new Interrupts();
        try {
          const unlocked = await unlock(stackNamed(output, stack), {
            output,
            environment: streams.env,
            audit,
            approve: async (lock) => {
              progress.end();
              if (!flags.json) streams.stderr.write(`${lockText(lock)}\n`);
              return yes || askConsent('Release it, because nobody is at work there?', streams, interrupts.signal);
            },
          });
          return {
            exitCode: unlocked.status === 'declined' ? exitCode.error : exitCode.fine,
            result: { stack, ...unlocked },
            warnings: await auditWarnings(audit, streams.env),
            text: () => TEXTS[unlocked.status](stack),
          };
        } finally {
          interrupts.dispose();
        }
      }),
    );
}

const TEXTS = {
  'not-locked': (stack: string) => `${stack} is not locked`,
  declined: (stack: string) => `${stack} is still locked, as you said`,
  released: (stack: string) => `the lock on ${stack} is released`,
};
