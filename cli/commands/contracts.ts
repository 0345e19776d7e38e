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
        writeFileSync(join(context.launcher.root, PLATFORM_SCHEMA_FILE), platformSchemaText());
        const result = { written: [PLATFORM_SCHEMA_FILE] };
        return { exitCode: exitCode.fine, result, text: ({ green }) => `${green('written')}: ${PLATFORM_SCHEMA_FILE}` };
      }),
    );
}
