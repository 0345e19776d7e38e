import type { Command } from 'commander';
import type { PlannedRelease } from '../../publish/release/plan-releases';
import { type Colours } from '../conventions/colours';
import { countOf } from '../conventions/count-of';
import { exitCode } from '../conventions/exit-codes';
import type { CommandContext } from '../command-context';

/** What `npm run modules` and `npm run modules:release` call. */
export function addModules(program: Command, context: CommandContext): void {
  const modules = program.command('modules', { hidden: true }).description('the modules for HCL teams');
  modules
    .command('write')
    .description('write modules/ and their contract from the constructs')
    .action(() =>
      context.run('modules write', async () => {
        const { writeModules } = await import('../../publish/modules/write');
        const written = writeModules(context.launcher.root);
        return {
          exitCode: exitCode.fine,
          result: { written },
          text: ({ green }) => `${green('written')}: ${countOf(written.length, 'file')} of modules/ and contracts/`,
        };
      }),
    );
  modules
    .command('release')
    .description('release the modules that changed: version, changelog entry, commit and tag')
    .option('--check', 'only compare with the last releases; fails where a changelog declares less than what changed')
    .action(({ check = false }: { check?: boolean }) =>
      context.run('modules release', async () => {
        const { planReleases } = await import('../../publish/release/plan-releases');
        const { Repository } = await import('../../publish/release/repository');
        const { refuseUndeclared } = await import('../../publish/release/check');
        const { release } = await import('../../publish/release/release');
        const { root } = context.launcher;
        const repository = new Repository(root);
        const releases = planReleases(root, repository);
        refuseUndeclared(releases);
        const date = new Date().toISOString().slice(0, 10);
        const tags = check || releases.length === 0 ? [] : release({ root, repository, releases, date });
        return {
          exitCode: exitCode.fine,
          result: { releases, tags },
          text: (colours) => [...releases.map((one) => releaseText(one, colours)), closing(releases, tags)].join('\n'),
        };
      }),
    );
}

function releaseText({ module, last, next, level, changes, declared }: PlannedRelease, { bold, dim }: Colours): string {
  if (last === undefined) return `${bold(module)}: ${next}, the first release`;
  const reasons = changes.map((change) => `  ${change.level}: ${change.text}`);
  const own = declared === undefined ? [] : [`  ${declared}: as its changelog says`];
  const none = changes.length === 0 ? ['  patch: nothing of its interface changed'] : [];
  return [`${bold(module)}: ${last} -> ${next} ${dim(`(${level})`)}`, ...reasons, ...none, ...own].join('\n');
}

function closing(releases: readonly PlannedRelease[], tags: readonly string[]): string {
  if (releases.length === 0) return 'No module changed since its last release.';
  return tags.length === 0
    ? 'Nothing is written with --check.'
    : `Next: git push --atomic origin HEAD ${tags.join(' ')}`;
}
