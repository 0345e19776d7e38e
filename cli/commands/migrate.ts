import type { Command } from 'commander';
import type { CommandContext } from '../command-context';
import { exitCode } from '../conventions/exit-codes';

export function addMigrate(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('bring a platform file to the version of the format that this release reads')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--check', 'change nothing; end with exit code 2 if there is something to change')
    .action((argument: string | undefined, { check = false }: { check?: boolean }) =>
      context.run('migrate', async () => {
        const { migrate } = await import('../../model/migrations');
        const { platformFileName, readPlatformText } = await import('../../model/read-platform');
        const file = argument ?? platformFileName(context.streams.env);
        const { text, steps } = migrate(readPlatformText(file));
        const { replaceFile } = await import('../../operations/machine/replace-file');
        if (!check && steps.length > 0) replaceFile(file, text);
        const done = steps.map(({ to, about }) => ({ to, about }));
        return {
          exitCode: check && steps.length > 0 ? exitCode.found : exitCode.fine,
          result: { file, steps: done },
          text: ({ bold }) => {
            if (steps.length === 0) return `${file} is of the current version.`;
            const lines = done.map(({ to, about }) => `  ${to}: ${about}`);
            const next = check ? `npx lke-platform migrate ${file}` : `npx lke-platform validate ${file}`;
            return [`${file} ${check ? 'would be' : 'is'} changed:`, ...lines, '', `Next: ${bold(next)}`].join('\n');
          },
        };
      }),
    );
}
