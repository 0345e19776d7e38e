import type { Command } from 'commander';
import type { Publication } from '../../../operations/handoff/publish';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { platformOf, recorderOf } from '../access/platform';
import { changeLine } from './diff-text';
import { environmentsOrAll, notHandedOff } from './environments';

export function addHandoffPublish(handoff: Command, context: CommandContext): void {
  handoff
    .command('publish')
    .description(
      'publish contracts as the platform file has them, and withdraw those of what is not handed off; apply does so by itself',
    )
    .argument('[environment...]', 'the environments (default: all that are handed off, or were)')
    .option(...FILE_OPTION)
    .action((names: string[], options: FileOption) =>
      context.run('handoff publish', async (progress) => {
        const { contractBookOf } = await import('../../../operations/handoff/contract-book');
        const { publishContract } = await import('../../../operations/handoff/publish');
        const { withdrawContract } = await import('../../../operations/handoff/withdraw');
        const { namespaceUid } = await import('../../../operations/handoff/namespace-uid');
        const { clusterSiteOf, onCluster } = await import('../../../operations/lifecycle/on-cluster');
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const meant = await environmentsOrAll(platform, names);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, undefined, context);
        const book = contractBookOf(platform, env);
        const withdrawn: Publication[] = [];
        for (const { environment: name, terms } of meant) {
          if (terms) continue;
          const done = await withdrawContract(book, audit, name);
          if (done) withdrawn.push(done);
          else if (names.includes(name)) throw notHandedOff([name]);
        }
        const offered = meant.flatMap(({ environment, terms }) => (terms ? [{ environment, terms }] : []));
        const publish = async (client: KubernetesClient | undefined) => {
          const all: Publication[] = [];
          for (const { environment, terms } of offered) {
            progress.step(`publishing the contract of ${environment}`);
            const namespace_uid = await namespaceUid(client, environment);
            if (namespace_uid === null) throw new Error(notThere(environment));
            all.push(await publishContract(book, audit, { ...terms, namespace_uid }));
          }
          return all;
        };
        const done = offered.length > 0 ? await onCluster(clusterSiteOf(platform), env, publish) : [];
        const published = [...withdrawn, ...done];
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
  const done = status === 'withdrawn' ? colours.red(status) : colours.green(status);
  return [`${name}: ${done} as version ${version}`, ...changes.map((change) => changeLine(change, colours))].join('\n');
}
