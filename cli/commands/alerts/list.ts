import type { Command } from 'commander';
import type { FiringAlert } from '../../../operations/alerts/firing';
import type { CommandContext } from '../../command-context';
import type { Colours } from '../../conventions/colours';
import { exitCode } from '../../conventions/exit-codes';
import { table } from '../../conventions/table';
import { platformOf } from '../access/platform';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { SERVICE_OPTIONS, withServices, type ServiceOptions } from './services';

/** It says that nothing is wrong but the way of alerts itself, and is never acknowledged. */
const WATCHDOG = 'Watchdog';

export function addAlertsList(alerts: Command, context: CommandContext): void {
  const list = alerts
    .command('list')
    .description('list the alerts that fire, and who is at them; exit code 2 if one waits for an acknowledgement')
    .option(...FILE_OPTION);
  for (const [flag, about] of SERVICE_OPTIONS) list.option(flag, about);
  list.action((options: FileOption & ServiceOptions) =>
    context.run('alerts list', async (progress) => {
      const { firingAlerts } = await import('../../../operations/alerts/firing');
      const platform = await platformOf(options, context);
      progress.step('asking Prometheus and Alertmanager');
      const all = await withServices(options, platform, context, firingAlerts);
      const firing = all.filter(({ alert }) => alert !== WATCHDOG);
      return {
        exitCode: firing.some(({ acknowledged }) => !acknowledged) ? exitCode.found : exitCode.fine,
        result: { alerts: firing.map(resultOf) },
        text: (colours) => listText(firing, colours),
      };
    }),
  );
}

const since = (incident: string) => new Date(Number(incident) * 1000).toISOString();

/** An alert as `--json` tells of it. */
export const resultOf = ({ alert, labels, environment, incident, escalated, acknowledged }: FiringAlert) => ({
  ...{ alert, labels, environment: environment || null, escalated },
  since: since(incident),
  acknowledgedBy: acknowledged?.by ?? null,
  comment: acknowledged?.comment ?? null,
});

const COLUMNS = ['alert', 'severity', 'environment', 'since', 'acknowledged'].map((title) => ({ title }));

function listText(firing: readonly FiringAlert[], { green, red, yellow }: Colours): string {
  if (firing.length === 0) return green('no alert fires');
  const state = ({ acknowledged, escalated }: FiringAlert) =>
    acknowledged ? `by ${acknowledged.by}` : escalated ? red('no, and escalated') : yellow('no');
  return table(
    COLUMNS,
    firing.map((it) => [it.alert, it.labels.severity ?? '-', it.environment || '-', since(it.incident), state(it)]),
  );
}
