import type { Command } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../command-context';

/** What `app` in cdktf.json calls: the synth of cdktf-cli, which says by environment variables what it wants. */
export function addApp(program: Command, context: CommandContext): void {
  program
    .command('app', { hidden: true })
    .description('write the Terraform of a platform for cdktf-cli')
    .action(() =>
      context.run('app', async () => {
        const { CDKTF_OUTDIR: out = 'cdktf.out', SYNTH_HCL_OUTPUT: hcl } = context.streams.env;
        if (hcl === 'true') {
          throw new Error("cdktf's HCL output loses defaults and conditions; run cdktf synth without --hcl");
        }
        const { synthesize } = await import('../../synth/synthesize');
        const { synthWarnings } = await import('./synth-report');
        const kubeCredential = await context.launcher.bundle('kube-credential');
        const { warnings, ...result } = synthesize({ out, kubeCredential });
        return {
          exitCode: exitCode.fine,
          result,
          warnings: [...warnings, ...synthWarnings(result)],
          text: () => '',
        };
      }),
    );
}
