import type { Command } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../program';

export function addSynth(program: Command, context: CommandContext): void {
  program
    .command('synth')
    .description('write the Terraform of a platform')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--out <folder>', 'folder for the output', 'cdktf.out')
    .action((file: string | undefined, { out }: { out: string }) =>
      context.run('synth', async (progress) => {
        const { synthesize } = await import('../../synth/synthesize');
        const { synthReport, synthWarnings } = await import('./synth-report');
        const kubeCredential = await context.launcher.bundle('kube-credential');
        const onStack = (stack: string) => {
          progress.step(stack);
        };
        const { warnings, ...result } = synthesize({ file, out, kubeCredential, onStack });
        return {
          exitCode: exitCode.fine,
          result,
          warnings: [...warnings, ...synthWarnings(result)],
          text: (colours) => synthReport(result, colours),
        };
      }),
    );
}
