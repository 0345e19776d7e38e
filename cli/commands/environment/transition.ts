import { type Command, Option } from 'commander';
import type { Status } from '../../../model/lifecycle/status';
import { STATUSES } from '../../../model/lifecycle/status';
import { exitCode } from '../../conventions/exit-codes';
import type { CommandContext } from '../../command-context';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { changeWarnings, isLabelled } from './changed';
import { platformOf } from '../access/platform';
import { bookOf } from './book';
import { environmentOf } from './environment-of';
import { nextOf } from './next-commands';

interface TransitionOptions extends FileOption {
  readonly to: Status;
  readonly reason: string;
}

export function addEnvironmentTransition(environment: Command, context: CommandContext): void {
  environment
    .command('transition')
    .description('bring an environment to another status, where its lifecycle allows it')
    .argument('<environment>', 'the environment')
    .addOption(new Option('--to <status>', 'the status').choices(STATUSES).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option(...FILE_OPTION)
    .action((name: string, options: TransitionOptions) =>
      context.run('environment transition', async (progress) => {
        const { env } = context.streams;
        const platform = await platformOf(options, context);
        const wanted = environmentOf(platform, name).name;
        const { refuseReason } = await import('../../../operations/access/texts');
        refuseReason(options.reason);
        const { eventTo, transition } = await import('../../../operations/lifecycle/change-status');
        const { letLabelsFollow } = await import('../../../operations/lifecycle/label-follows');
        const { clusterSiteOf } = await import('../../../operations/lifecycle/on-cluster');
        progress.step('asking Linode who you are');
        const { audit, book } = await bookOf(platform, options.reason, context);
        progress.step('reading what is known of it');
        const changed = await transition(book, wanted, await eventTo(book, wanted, options.to));
        progress.step('setting the label in the cluster');
        const label = (await letLabelsFollow(clusterSiteOf(platform), env, book.ledger, [wanted])).get(wanted);
        const { notAnchored, ...written } = changed;
        const result = { ...written, next: nextOf(changed.to, wanted) };
        return {
          exitCode: isLabelled(label) ? exitCode.fine : exitCode.found,
          result: { environment: wanted, ...result, anchored: notAnchored === undefined, label: label ?? null },
          warnings: [...changeWarnings(wanted, changed, label), ...(await auditWarnings(audit, env))],
          text: ({ green, bold }) =>
            [
              `${green(changed.to)}: ${bold(wanted)}, was ${String(changed.from)}`,
              ...nextOf(changed.to, wanted).map((next) => `  then:  ${bold(next)}`),
            ].join('\n'),
        };
      }),
    );
}
