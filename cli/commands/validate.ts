import type { Command } from 'commander';
import type { Platform } from '../../model/platform';
import { countOf } from '../conventions/count-of';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../command-context';

export function addValidate(program: Command, context: CommandContext): void {
  program
    .command('validate')
    .description('name every problem in a platform file, and what is due')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--strict', 'end with exit code 2 if there are warnings')
    .action((file: string | undefined, { strict = false }: { strict?: boolean }) =>
      context.run('validate', async () => {
        const { CATALOGUE_DATE } = await import('../../model/catalogue/offer');
        const { platformFileName, readPlatform } = await import('../../model/read-platform');
        const { repositoryFiles } = await import('../../model/repository-file');
        const { env: environment } = context.streams;
        const name = file ?? platformFileName(environment);
        const { platform, warnings } = readPlatform({
          ...{ file: name, environment, now: new Date() },
          readFile: repositoryFiles(context.launcher.root),
        });
        return {
          exitCode: strict && warnings.length > 0 ? exitCode.found : exitCode.fine,
          result: { file: name, ...summary(platform), catalogueDate: CATALOGUE_DATE },
          warnings,
          text: ({ green }) => {
            const { environments, nodePools } = summary(platform);
            const contents = `${countOf(environments.length, 'environment')}, ${countOf(nodePools, 'node pool')}`;
            const but = warnings.length > 0 ? `, with ${countOf(warnings.length, 'warning')}` : '';
            return `${green('valid')}: ${name}, platform ${platform.name}: ${contents}${but}`;
          },
        };
      }),
    );
}

function summary({ name, environments }: Platform) {
  return {
    platform: name,
    environments: environments.map((environment) => environment.name),
    nodePools: environments.reduce((sum, { nodePools }) => sum + nodePools.length, 0),
  };
}
