import { Option, type Command } from 'commander';
import type { View } from '../../publish/diagram/diagrams';
import type { CommandContext } from '../command-context';
import { exitCode } from '../conventions/exit-codes';

/** Names of `publish/diagram`, which the help shows without loading it; a test compares them. */
const VIEWS: readonly View[] = ['stacks', 'cluster', 'network', 'data', 'lifecycle'];

export function addDiagram(program: Command, context: CommandContext): void {
  program
    .command('diagram')
    .description('draw a platform as Mermaid: stacks, environments, network, data, lifecycle')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .addOption(new Option('--view <view>', 'one picture, as bare Mermaid, instead of a page with all').choices(VIEWS))
    .action((file: string | undefined, { view }: { view?: View }) =>
      context.run('diagram', async () => {
        const { diagramOf, diagramPage } = await import('../../publish/diagram/diagrams');
        const { platformFileName, readPlatform } = await import('../../model/read-platform');
        const { env: environment } = context.streams;
        const name = file ?? platformFileName(environment);
        const { platform, warnings } = readPlatform({ file: name, environment });
        const diagrams = (view ? [view] : VIEWS).map((it) => diagramOf(platform, it));
        return {
          exitCode: exitCode.fine,
          result: { file: name, platform: platform.name, diagrams },
          warnings,
          text: () => (view ? diagrams.map(({ mermaid }) => mermaid).join('\n') : diagramPage(platform.name, diagrams)),
        };
      }),
    );
}
