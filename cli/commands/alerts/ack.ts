import type { Command } from 'commander';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import type { FiringAlert } from '../../../operations/alerts/firing';
import type { CommandContext } from '../../command-context';
import type { ReportedProblem } from '../../conventions/problems';
import { countOf } from '../../conventions/count-of';
import { exitCode } from '../../conventions/exit-codes';
import { oneMore, platformOf, recorderOf } from '../access/platform';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { auditWarnings } from '../audit/warnings';
import { SERVICE_OPTIONS, withServices, type ServiceOptions } from './services';

interface AckOptions extends FileOption, ServiceOptions {
  readonly label?: readonly string[];
  readonly reason: string;
}

export function addAlertsAck(alerts: Command, context: CommandContext): void {
  const ack = alerts
    .command('ack')
    .description('say that you are at an alert: nobody else is told of it until it is over; the audit log says who')
    .argument('<alert>', 'name of the alert, such as NodeNotReady')
    .option('--label <name=value>', 'of those with this label only; may be given again', oneMore)
    .requiredOption('--reason <text>', 'what you do about it, for the audit log')
    .option(...FILE_OPTION);
  for (const [flag, about] of SERVICE_OPTIONS) ack.option(flag, about);
  ack.action((alert: string, options: AckOptions) =>
    context.run('alerts ack', async (progress) => {
      const labels = labelsOf(options.label ?? []);
      const { ACKNOWLEDGE_KIND } = await import('../../../operations/alerts/acknowledged-event');
      const { acknowledge, alertsMeant, endWhatIsOver } = await import('../../../operations/alerts/acknowledge');
      const { recorded } = await import('../../../operations/audit/recorded');
      const platform = await platformOf(options, context);
      progress.step('asking Linode who you are');
      const audit = await recorderOf(platform, options.reason, context);
      progress.step('asking Prometheus and Alertmanager');
      const notTidied: ReportedProblem[] = [];
      const acknowledged = await withServices(options, platform, context, async (services) => {
        const meant = await alertsMeant(services, { alert, labels });
        const entry = {
          chain: chainOf(meant),
          kind: ACKNOWLEDGE_KIND,
          what: `acknowledged ${alert}`,
          details: { alert, labels },
        };
        const made = await recorded(
          audit,
          entry,
          () => acknowledge(services, meant, audit.actor.name, options.reason, new Date()),
          (its) => ({ ...entry.details, silences: its.map(({ silence }) => silence) }),
        );
        await endWhatIsOver(services).catch((error: unknown) => notTidied.push(tidyWarning(error as Error)));
        return made;
      });
      return {
        exitCode: exitCode.fine,
        result: {
          acknowledged: acknowledged.map(({ alert: { alert: name, labels: all } }) => ({ alert: name, labels: all })),
        },
        warnings: [...notTidied, ...(await auditWarnings(audit, context.streams.env))],
        text: ({ green }) =>
          `${green('acknowledged')}: ${countOf(acknowledged.length, 'alert')} ${alert}, until it is over. When it fires again, it waits again.`,
      };
    }),
  );
}

/** The acknowledgement holds all the same. */
const tidyWarning = ({ message }: Error): ReportedProblem => ({
  severity: 'warning',
  what: `acknowledgements of alerts that are over were not all ended, which does no harm: ${message}`,
  fix: 'nothing has to be done: the next acknowledgement ends them',
});

/** @throws {Error} for one that has no `=` */
function labelsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [name, ...value] = text.split('=');
      if (!name || value.length === 0) throw new Error(`--label ${text} is not a label; write --label name=value.`);
      return [name, value.join('=')];
    }),
  );
}

/** The chain of the one environment that they are about. */
function chainOf(alerts: readonly FiringAlert[]): EnvironmentName | 'platform' {
  const [first, ...others] = new Set(alerts.map(({ environment }) => environment));
  const known = ENVIRONMENT_NAMES.find((name) => name === first);
  return others.length === 0 && known !== undefined ? known : 'platform';
}
