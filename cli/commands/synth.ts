import type { Command } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import type { CommandContext } from '../command-context';
import { synthParts } from '../synth-parts';

interface SynthOptions {
  readonly out: string;
  readonly config?: readonly string[];
}

export function addSynth(program: Command, context: CommandContext): void {
  program
    .command('synth')
    .description('write the Terraform of a platform, or of many')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--config <pattern...>', "the files of many platforms, such as 'platforms/*.yaml'")
    .option('--out <folder>', 'folder for the output; with --config, each platform gets a folder in it', OUTPUT_FOLDER)
    .action((file: string | undefined, { out, config }: SynthOptions) =>
      context.run('synth', async (progress) => {
        if (config) {
          if (file !== undefined) throw new Error('name either one file, or --config for many');
          const { synthFleet } = await import('./synth-fleet');
          return synthFleet(config, out, context.launcher, progress);
        }
        const { synthesize } = await import('../../synth/synthesize');
        const { synthReport, synthWarnings } = await import('./synth-report');
        const parts = await synthParts(context.launcher);
        const onStack = (stack: string) => {
          progress.step(stack);
        };
        const { warnings, ...result } = synthesize({ file, out, ...parts, onStack });
        return {
          exitCode: exitCode.fine,
          result,
          warnings: [...warnings, ...synthWarnings(result)],
          text: (colours) => synthReport(result, colours),
        };
      }),
    );
}
