import type { Platform } from '../../../model/platform';
import type { Notification } from '../../../operations/lifecycle/alertmanager';
import type { Observed } from '../../../operations/lifecycle/observe';
import type { Progress } from '../../conventions/progress';
import type { CommandContext } from '../../command-context';
import type { WentByItself } from '../rollback/by-itself';

const READY_MINUTES = 15;

/** Goes back from the last change of each environment that alerts have degraded, where its `rollbackOn` says so. */
export async function rollBackAlerted(
  { environments }: Platform,
  degraded: readonly Pick<Observed, 'environment'>[],
  { alerts, groupKey }: Notification,
  { output: folder }: { readonly output: string },
  context: CommandContext,
  progress: Progress,
): Promise<WentByItself[]> {
  const due = environments.filter(
    ({ name, rollbackOn }) => rollbackOn.includes('alert') && degraded.some(({ environment }) => environment === name),
  );
  if (due.length === 0) return [];
  const { readOutputFolder } = await import('../../../operations/deploy/output-folder');
  const { environmentOf } = await import('../../../operations/lifecycle/alertmanager');
  const { openRollbackPlans } = await import('../../../operations/rollback/open-plans');
  const { suspectOf } = await import('../../../operations/rollback/suspect');
  const { rollBackByItself } = await import('../rollback/by-itself');
  const output = readOutputFolder(folder);
  const plans = openRollbackPlans(output, context.streams.env);
  const options = {
    ...{ output: folder, yes: true, parallelism: 1, readyTimeout: READY_MINUTES },
    ...{ snapshot: true, audit: true, reason: `Alertmanager: ${groupKey}` },
  };
  const went: WentByItself[] = [];
  for (const { name } of due) {
    const own = alerts.filter((alert) => alert.status === 'firing' && environmentOf(alert) === name);
    const [first = ''] = own.map(({ startsAt }) => new Date(startsAt).toISOString()).sort();
    const plan = suspectOf((await plans.latest(name, 1))[0], first);
    if (plan) went.push(await rollBackByItself({ plan, condition: 'alert', output }, options, context, progress));
  }
  return went;
}
