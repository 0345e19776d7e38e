import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { platformOf } from '../access/platform';

interface ServeOptions extends FileOption {
  readonly host: string;
  readonly port: number;
}

export function addHandoffServe(handoff: Command, context: CommandContext): void {
  handoff
    .command('serve')
    .description('serve contracts, access and kubeconfigs to application teams, until a signal ends it')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--port <number>', 'port to listen at', portOf, 8080)
    .option(...FILE_OPTION)
    .action((options: ServeOptions) =>
      context.run('handoff serve', async (progress) => {
        progress.end(); // what it writes is its log
        const { OPENAPI_FILE } = await import('../../../operations/handoff/service/openapi');
        const { serveHandoff } = await import('../../../operations/handoff/service/serve');
        const { env: environment, stderr } = context.streams;
        const platform = await platformOf(options, context);
        const openapi = join(context.launcher.root, OPENAPI_FILE);
        const { host, port } = options;
        const write = (line: string) => {
          stderr.write(line);
        };
        await serveHandoff({ platform, environment, openapi, host, port, write });
        return { exitCode: exitCode.fine, result: { ended: true }, text: () => '' };
      }),
    );
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('It has to be a port, 0 to 65535; 0 takes any that is free.');
}
