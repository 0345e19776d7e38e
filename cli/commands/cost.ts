import type { Command } from 'commander';
import { exitCode } from '../conventions/exit-codes';
import type { ReportedProblem } from '../conventions/problems';
import type { CommandContext } from '../command-context';

export function addCost(program: Command, context: CommandContext): void {
  program
    .command('cost')
    .description('say what a platform costs a month, and what a change does to it')
    .argument('[file]', 'the platform file (default: LKE_PLATFORM_CONFIG, or platform.yaml)')
    .option('--against <ref|file>', 'compare with the file at a commit, or with another file')
    .action((file: string | undefined, { against }: { against?: string }) =>
      context.run('cost', async () => {
        const { costOf } = await import('../../model/cost/cost');
        const { compareCosts, differenceBetween } = await import('../../model/cost/cost-difference');
        const { quotaFindings } = await import('../../model/cost/quota-use');
        const { platformFileName, readPlatform } = await import('../../model/read-platform');
        const { readAgainst } = await import('./cost-against');
        const { costJson, differenceJson } = await import('./cost-json');
        const { costText, differenceLines, quotaFindingText } = await import('./cost-text');
        const { env: environment } = context.streams;
        const name = file ?? platformFileName(environment);
        const { platform, warnings } = readPlatform({ file: name, environment });
        const cost = costOf(platform);
        const quotas = quotaFindings(platform);
        const other = against === undefined ? undefined : await readAgainst(against, name, environment);
        const before = other?.platform && costOf(other.platform);
        const owners = compareCosts(before?.owners ?? [], cost.owners);
        const total = differenceBetween(before?.cost, cost.cost);
        const ofQuotas = quotas.flatMap((finding): ReportedProblem[] => {
          const own = cost.owners.find(({ owner }) => owner === finding.environment);
          return own ? [{ severity: 'warning', file: name, ...quotaFindingText(finding, own) }] : [];
        });
        return {
          exitCode: exitCode.fine,
          result: {
            file: name,
            platform: platform.name,
            ...costJson(cost),
            quotas,
            ...(other && {
              against: { name: other.name, commit: other.commit ?? null, ...differenceJson(owners, total) },
            }),
          },
          warnings: [...warnings, ...(other?.warnings ?? []), ...ofQuotas],
          text: (colours) =>
            [
              costText(platform.name, cost, colours),
              ...(other ? ['', ...differenceLines(other.name, owners, total, colours)] : []),
            ].join('\n'),
        };
      }),
    );
}
