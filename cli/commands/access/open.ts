import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { platformOf } from './platform';

interface OpenOptions extends FileOption {
  readonly identity?: string;
  readonly out: string;
}

export function addAccessOpen(access: Command, context: CommandContext): void {
  access
    .command('open')
    .description('write the kubeconfig of a grant into a file that only you can read')
    .argument('<grant>', 'the name that access grant printed')
    .option(
      '--identity <file>',
      'your age identity, as age-keygen writes it (default: it stays encrypted, to be handed on)',
    )
    .requiredOption('--out <new file>', 'where to; a file that is there is left alone')
    .option(...FILE_OPTION)
    .action((grant: string, options: OpenOptions) =>
      context.run('access open', async (progress) => {
        const { openKubeconfig } = await import('../../../operations/access/open');
        const { identity, out } = options;
        const platform = await platformOf(options, context);
        progress.step(`opening the kubeconfig of ${grant}`);
        await openKubeconfig(platform, context.streams.env, { grant, identity, out });
        return {
          exitCode: exitCode.fine,
          result: { grant, file: out, encrypted: identity === undefined },
          text: ({ green }) =>
            identity === undefined
              ? `${green('written')}: ${out}, encrypted. Its holder opens it: age -d -o <new file> -i <identity> ${out}`
              : `${green('written')}: ${out}, only for you. Use it with KUBECONFIG=${out}`,
        };
      }),
    );
}
