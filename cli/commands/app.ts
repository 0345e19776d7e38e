import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../conventions/output-folder';
import type { CommandContext } from '../command-context';
import { synthParts } from '../synth-parts';

/** What `app` in cdktf.json calls: the synth of cdktf-cli, which says by environment variables what it wants. */
export function addApp(program: Command, context: CommandContext): void {
  program
    .command('app', { hidden: true })
    .description('write the Terraform of a platform for cdktf-cli')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .action((file?: string) =>
      context.run('app', async () => {
        const { CDKTF_OUTDIR: out = OUTPUT_FOLDER, SYNTH_HCL_OUTPUT: hcl } = context.streams.env;
        if (hcl === 'true') {
          throw new Error("cdktf's HCL output loses defaults and conditions; run cdktf synth without --hcl");
        }
        if (file === undefined && existsSync(join(out, 'cdktf.json'))) {
          throw new Error(
            `${out} belongs to one platform of a fleet; run cdktf inside that folder, or with --skip-synth`,
          );
        }
        const { synthesize } = await import('../../synth/synthesize');
        const { synthWarnings } = await import('./synth-report');
        const { warnings, ...result } = synthesize({ file, out, ...(await synthParts(context.launcher)) });
        return {
          exitCode: exitCode.fine,
          result,
          warnings: [...warnings, ...synthWarnings(result)],
          text: () => '',
        };
      }),
    );
}
