import type { Command } from 'commander';
import type { Publication } from '../../../operations/handoff/publish';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { platformOf, recorderOf } from '../access/platform';
import { changeLine } from './diff-text';
import { handedOffIn } from './environments';

export function addHandoffPublish(handoff: Command, context: CommandContext): void {
  handoff
    .command('publish')
    .description('publish contracts as the platform file has them; apply does so by itself')
    .argument('[environment...]', 'the environments (default: all that are handed off)')
    .option(...FILE_OPTION)
    .action((names: string[], options: FileOption) =>
      context.run('handoff publish', async (progress) => {
        const { contractBookOf } = await import('../../../operations/handoff/contract-book');
        const { publishContract } = await import('../../../operations/handoff/publish');
        const { namespaceUid } = await import('../../../operations/handoff/namespace-uid');
        const { clusterSiteOf, onCluster } = await import('../../../operations/lifecycle/on-cluster');
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const meant = await handedOffIn(platform, names);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, undefined, context);
        const book = contractBookOf(platform, env);
        const published = await onCluster(clusterSiteOf(platform), env, async (client) => {
          const all: Publication[] = [];
          for (const { environment, terms } of meant) {
            progress.step(`publishing the contract of ${environment.name}`);
            const namespace_uid = await namespaceUid(client, environment.name);
            if (namespace_uid === null) throw new Error(notThere(environment.name));
            all.push(await publishContract(book, audit, { ...terms, namespace_uid }));
          }
          return all;
        });
        return {
          exitCode: exitCode.fine,
          result: { contracts: published },
          warnings: await auditWarnings(audit, env),
          text: (colours) =>
            published.map((it) => publicationText(it, colours)).join('\n') || 'no environment is handed off',
        };
      }),
    );
}

const notThere = (name: string) =>
  `${name} has no namespace yet, so there is nothing to hand off. Apply it: npx lke-platform apply ${name}`;

function publicationText({ environment, status, version, changes }: Publication, colours: Colours): string {
  const name = colours.bold(environment);
  if (status === 'unchanged') return `${name}: as version ${version} says`;
  return [
    `${name}: ${colours.green('published')} as version ${version}`,
    ...changes.map((change) => changeLine(change, colours)),
  ].join('\n');
}
