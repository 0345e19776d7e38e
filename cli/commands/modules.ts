import type { Command } from 'commander';
import { countOf } from '../conventions/count-of';
import { exitCode } from '../conventions/exit-codes';
import { type CommandContext } from '../program';

/** What `npm run modules` calls after a change of a construct or its inputs. */
export function addModules(program: Command, context: CommandContext): void {
  const modules = program.command('modules', { hidden: true }).description('the modules for HCL teams');
  modules
    .command('write')
    .description('write modules/ and their contract from the constructs')
    .action(() =>
      context.run('modules write', async () => {
        const { writeModules } = await import('../../publish/modules/write');
        const written = writeModules(context.launcher.root);
        return {
          exitCode: exitCode.fine,
          result: { written },
          text: ({ green }) => `${green('written')}: ${countOf(written.length, 'file')} of modules/ and contracts/`,
        };
      }),
    );
}
