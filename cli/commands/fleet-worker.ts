import type { Command } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../command-context';

/** What a fleet's processes run. */
export function addFleetWorker(program: Command, context: CommandContext): void {
  program
    .command('fleet-worker', { hidden: true })
    .description('write the Terraform of platforms for the process that started this one')
    .action(() =>
      context.run('fleet-worker', async () => {
        const { serveFleet } = await import('../../synth/fleet/worker');
        await serveFleet();
        return { exitCode: exitCode.fine, result: null, text: () => '' };
      }),
    );
}
