import type { Command } from 'commander';
import type { Publication } from '../../../operations/handoff/publish';
import type { LeftContract } from '../../../operations/handoff/publish-meant';
import type { KubernetesClient } from '../../../operations/kubernetes/client';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import type { ReportedProblem } from '../../conventions/problems';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { platformOf, recorderOf } from '../access/platform';
import { changeLine } from './diff-text';
import { environmentsOrAll } from './environments';
import { notComparedWarnings } from './not-compared';

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
        const { publishMeant } = await import('../../../operations/handoff/publish-meant');
        const { namespaceUid } = await import('../../../operations/handoff/namespace-uid');
        const { clusterSiteOf, onCluster } = await import('../../../operations/lifecycle/on-cluster');
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const meant = await environmentsOrAll(platform, names);
        progress.step('asking Linode who you are');
        const audit = await recorderOf(platform, undefined, context);
        const book = contractBookOf(platform, env);
        const publish = (client: KubernetesClient | undefined) =>
          publishMeant(book, audit, {
            ...{ meant, named: names.length > 0 },
            uidOf: (environment) => namespaceUid(client, environment),
            onStep: (what) => progress.step(what),
          });
        const isOffered = meant.some(({ terms }) => terms);
        const { publications: published, left } = isOffered
          ? await onCluster(clusterSiteOf(platform), env, publish)
          : await publish(undefined);
        return {
          exitCode: left.some(({ status }) => status === 'failed') ? exitCode.error : exitCode.fine,
          result: { contracts: published },
          warnings: [...left.map(leftProblem), ...notComparedWarnings(published), ...(await auditWarnings(audit, env))],
          text: (colours) =>
            published.map((it) => publicationText(it, colours)).join('\n') ||
            (left.length > 0 ? 'nothing is published' : 'no environment is handed off'),
        };
      }),
    );
}

/** What failed is an error; that there is nothing to hand off yet is to be known. */
const leftProblem = ({ status, what, fix }: LeftContract): ReportedProblem => ({
  ...(status === 'nothing-there' && { severity: 'warning' }),
  ...{ what, fix },
});

function publicationText({ environment, status, version, changes }: Publication, colours: Colours): string {
  const name = colours.bold(environment);
  if (status === 'unchanged') return `${name}: as version ${version} says`;
  const done = status === 'withdrawn' ? colours.red(status) : colours.green(status);
  return [`${name}: ${done} as version ${version}`, ...changes.map((change) => changeLine(change, colours))].join('\n');
}
