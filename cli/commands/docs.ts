import type { Command } from 'commander';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandContext } from '../command-context';
import { exitCode } from '../conventions/exit-codes';

/** What `npm run docs` calls after a change of the model. */
export function addDocs(program: Command, context: CommandContext): void {
  program
    .command('docs', { hidden: true })
    .description('write what is generated from the model into docs/')
    .action(() =>
      context.run('docs', async () => {
        const { platformYamlReference, REFERENCE_FILE } = await import('../../publish/reference/platform-yaml');
        const { LINODE_NOTES_FILE, withLinodeTables } = await import('../../publish/reference/linode-tables');
        const { ACCESS_GUIDE_FILE, withAccessTables } = await import('../../publish/reference/access-table');
        const { CONCEPTS_EXAMPLE, CONCEPTS_FILE, withDiagrams } = await import('../../publish/diagram/concepts-page');
        const { readPlatform } = await import('../../model/read-platform');
        const { cliReference, CLI_REFERENCE_FILE } = await import('../reference');
        const reference = join(context.launcher.root, REFERENCE_FILE);
        mkdirSync(dirname(reference), { recursive: true });
        writeFileSync(reference, platformYamlReference());
        writeFileSync(join(context.launcher.root, CLI_REFERENCE_FILE), cliReference(program));
        const notes = join(context.launcher.root, LINODE_NOTES_FILE);
        writeFileSync(notes, withLinodeTables(readFileSync(notes, 'utf8')));
        const access = join(context.launcher.root, ACCESS_GUIDE_FILE);
        writeFileSync(access, withAccessTables(readFileSync(access, 'utf8')));
        const concepts = join(context.launcher.root, CONCEPTS_FILE);
        const { platform } = readPlatform({ file: join(context.launcher.root, CONCEPTS_EXAMPLE), environment: {} });
        writeFileSync(concepts, withDiagrams(readFileSync(concepts, 'utf8'), platform));
        const result = {
          written: [REFERENCE_FILE, CLI_REFERENCE_FILE, LINODE_NOTES_FILE, ACCESS_GUIDE_FILE, CONCEPTS_FILE],
        };
        return {
          exitCode: exitCode.fine,
          result,
          text: ({ green }) => `${green('written')}: ${result.written.join(', ')}`,
        };
      }),
    );
}
