import { type Command, Option } from 'commander';
import type { EnvironmentName } from '../../model/entities/environment';
import type { CommandContext } from '../command-context';
import { exitCode } from '../conventions/exit-codes';

interface InitOptions {
  readonly name: string;
  readonly region: string;
  readonly owner: readonly string[];
  readonly allow: readonly string[];
  readonly environments: readonly EnvironmentName[];
  readonly kubernetesVersion: string;
  readonly zone?: string;
}

export function addInit(program: Command, context: CommandContext): void {
  program
    .command('init')
    .description('write a first platform file, with comments')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .requiredOption('--name <name>', 'name of the platform, such as acme')
    .requiredOption('--region <region>', 'Linode region, such as nl-ams')
    .requiredOption('--owner <e-mail...>', 'who answers for the platform')
    .requiredOption('--allow <network...>', 'networks that reach the Kubernetes API, such as 203.0.113.0/24')
    .addOption(
      new Option('--environments <name...>', 'environments beside system')
        .choices(['development', 'staging', 'production'])
        .default(['production']),
    )
    .option('--kubernetes-version <version>', 'version of Kubernetes', '1.34')
    .option('--zone <domain>', 'DNS zone; each environment gets a domain in it')
    .action((argument: string | undefined, { owner, allow, zone, ...options }: InitOptions) =>
      context.run('init', async () => {
        const { platformFileName } = await import('../../model/read-platform');
        const { init } = await import('../../operations/init/init');
        const file = argument ?? platformFileName(context.streams.env);
        init({ ...options, zone, owners: owner, networks: allow, file, root: context.launcher.root });
        const next = `npx lke-platform synth${argument === undefined ? '' : ` ${file}`}`;
        return {
          exitCode: exitCode.fine,
          result: { file },
          text: ({ bold, green }) => `${green('written')}: ${file}. Read it, then: ${bold(next)}`,
        };
      }),
    );
}
