import { text as contentOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Observed } from '../../../operations/lifecycle/observe';
import { SEVERITIES } from '../../../model/lifecycle/severities';
import { readNamedFile } from '../../../operations/machine/named-file';
import { exitCode } from '../../conventions/exit-codes';
import { OUTPUT_FOLDER } from '../../conventions/output-folder';
import type { Reply } from '../../conventions/run-command';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { changeWarnings } from './changed';
import { platformOf } from '../access/platform';
import { bookOf } from './book';
import { rollBackAlerted } from './roll-back-alerted';
import { truncatedWarnings } from './truncated';

interface ObserveOptions extends FileOption {
  readonly severity?: readonly string[];
  readonly output: string;
}

export function addEnvironmentObserve(environment: Command, context: CommandContext): void {
  environment
    .command('observe')
    .description(
      'take what Alertmanager sends to a webhook; an environment whose alerts fire is degraded; exit code 2 then',
    )
    .argument('[file]', 'the body of the request; - is standard input', '-')
    .option(
      '--severity <severity>',
      `which alerts count, by their label severity; may be given again (default: ${SEVERITIES.join(', ')})`,
      (one: string, former: readonly string[] = []) => [...former, one],
    )
    .option('--output <folder>', 'the folder that synth wrote, for a rollback that rollbackOn starts', OUTPUT_FOLDER)
    .option(...FILE_OPTION)
    .action((file: string, options: ObserveOptions) =>
      context.run('environment observe', async (progress) => {
        const { env } = context.streams;
        const { parseNotification } = await import('../../../operations/lifecycle/alertmanager');
        const { observe } = await import('../../../operations/lifecycle/observe');
        const { letLabelsFollow } = await import('../../../operations/lifecycle/label-follows');
        const { clusterSiteOf } = await import('../../../operations/lifecycle/on-cluster');
        const body = file === '-' ? await standardInput(context) : readNamedFile(file).toString();
        const notification = parseNotification(body, file === '-' ? 'standard input' : file);
        const platform = await platformOf(options, context);
        progress.step('asking Linode who you are');
        const { audit, book } = await bookOf(platform, `Alertmanager: ${notification.groupKey}`, context);
        progress.step('comparing with the ledger');
        const names = platform.environments.map(({ name }) => name);
        const observed = await observe(book, notification, options.severity ?? SEVERITIES, names);
        const degraded = observed.filter(({ changed }) => changed !== undefined);
        const labels = await letLabelsFollow(
          clusterSiteOf(platform),
          env,
          book.ledger,
          // Also of those that were degraded before: theirs may not have followed then.
          observed.map((it) => it.environment),
        );
        const back = await rollBackAlerted(platform, degraded, notification, options, context, progress);
        return {
          exitCode: degraded.length > 0 ? exitCode.found : exitCode.fine,
          result: {
            environments: observed.map(resultOf),
            truncatedAlerts: notification.truncatedAlerts,
            ...(back.length > 0 && {
              rollbacks: back.map(({ stack, rollback, status }) => ({ stack, rollback, status })),
            }),
          },
          warnings: [
            ...observed.flatMap(({ environment: name, changed }) =>
              changeWarnings(name, { notAnchored: changed?.notAnchored }, labels.get(name)),
            ),
            ...truncatedWarnings(notification),
            ...back.flatMap(({ problems }) => problems),
            ...(await auditWarnings(audit, env)),
          ],
          text: observedText(observed),
        };
      }),
    );
}

/** @throws {Error} where there is none to read */
function standardInput({ streams: { stdin } }: CommandContext): Promise<string> {
  if (stdin && stdin.isTTY !== true) return contentOf(stdin);
  throw new Error('name the file with the notification, or hand it over on standard input.');
}

const resultOf = ({ environment, status, alerts, changed }: Observed) => ({
  ...{ environment, status, alerts },
  degraded: changed !== undefined,
  sequence: changed?.sequence ?? null,
});

const observedText =
  (observed: readonly Observed[]): Reply['text'] =>
  ({ yellow, bold }) => {
    if (observed.length === 0) return 'no alert of an environment fires that counts';
    return observed
      .map(({ environment, status, alerts, changed }) =>
        changed
          ? `${yellow('degraded')}: ${bold(environment)}, by ${alerts.join(', ')}`
          : `${bold(environment)} stays ${status}: ${alerts.join(', ')} ${status === 'ready' ? 'degraded it before' : 'changes nothing'}`,
      )
      .join('\n');
  };
