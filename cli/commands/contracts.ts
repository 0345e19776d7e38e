import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../command-context';

/** What `npm run contracts` calls after a change of the model. */
export function addContracts(program: Command, context: CommandContext): void {
  program
    .command('contracts', { hidden: true })
    .description('write what is generated from the model into contracts/')
    .action(() =>
      context.run('contracts', async () => {
        const { PLATFORM_SCHEMA_FILE, platformSchemaText } = await import('../../publish/platform-schema');
        const { CONTRACT_SCHEMA_FILE, contractSchemaText } = await import('../../publish/contract-schema');
        writeFileSync(join(context.launcher.root, PLATFORM_SCHEMA_FILE), platformSchemaText());
        writeFileSync(join(context.launcher.root, CONTRACT_SCHEMA_FILE), contractSchemaText());
        const written = [PLATFORM_SCHEMA_FILE, CONTRACT_SCHEMA_FILE];
        return {
          exitCode: exitCode.fine,
          result: { written },
          text: ({ green }) => written.map((file) => `${green('written')}: ${file}`).join('\n'),
        };
      }),
    );
}
