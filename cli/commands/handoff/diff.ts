import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { platformOf } from '../access/platform';
import { diffText } from './diff-text';
import { environmentsOrAll, notHandedOff } from './environments';

interface DiffOptions extends FileOption {
  readonly markdown?: string;
}

export function addHandoffDiff(handoff: Command, context: CommandContext): void {
  handoff
    .command('diff')
    .description(
      'what the platform file changes in contracts, and whether it breaks those who rely on them; exit code 2 then',
    )
    .argument('[environment...]', 'the environments (default: all that are handed off, or were)')
    .option('--markdown <file>', 'write it for a comment on a pull request')
    .option(...FILE_OPTION)
    .action((names: string[], options: DiffOptions) =>
      context.run('handoff diff', async (progress) => {
        const { comparePublished, isDifferent } = await import('../../../operations/handoff/compare-published');
        const { accessTo } = await import('../../../operations/deploy/bucket-access');
        const { Contracts } = await import('../../../operations/handoff/contracts');
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const meant = await environmentsOrAll(platform, names);
        progress.step('comparing with what was published');
        const { endpoint, buckets } = platform.state;
        const contracts = new Contracts(accessTo(endpoint, env), buckets.artifacts);
        const compared = await comparePublished(contracts, meant);
        const unknown = names.filter((name) => !compared.some(({ environment }) => environment === name));
        if (unknown.length > 0) throw notHandedOff(unknown);
        if (options.markdown !== undefined) {
          const { contractDiffMarkdown } = await import('../../../operations/handoff/diff-markdown');
          writeFileSync(options.markdown, contractDiffMarkdown(compared));
        }
        return {
          exitCode: compared.some(isDifferent) ? exitCode.found : exitCode.fine,
          result: { environments: compared },
          text: (colours) => diffText(compared, colours),
        };
      }),
    );
}
