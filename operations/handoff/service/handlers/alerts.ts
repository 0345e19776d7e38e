import type { EnvironmentName } from '../../../../model/entities/environment';
import { notificationOf } from '../../../lifecycle/alertmanager';
import type { LabelOutcome } from '../../../lifecycle/label-follows';
import { observe } from '../../../lifecycle/observe';
import { SEVERITIES } from '../../../../model/lifecycle/severities';
import type { Caller } from '../caller';
import type { Asked } from '../operation';
import { ServiceProblem } from '../problem';
import { may } from '../rights';

/**
 * Takes what Alertmanager sends, for the environments that the source speaks for. The labels of all that it is about
 * follow, also of those that were degraded before: theirs may not have followed then, and admission goes by the label.
 *
 * @throws {ServiceProblem} when a label does not follow: Alertmanager sends again at once what was answered with a 5xx, and
 * nothing is written twice by that, whereas what was taken comes again after `repeat_interval` only, 15 minutes or hours later
 */
export async function tellAlerts({ desk, log }: Pick<Asked, 'desk' | 'log'>, caller: Caller, body: unknown) {
  const notification = notificationOf(body, 'the body');
  const names = desk.platform.environments
    .filter(({ name, retired }) => !retired && may(caller, 'tellAlerts', name))
    .map(({ name }) => name);
  const book = desk.statusBook(caller.actor, `Alertmanager: ${notification.groupKey.slice(0, 500)}`);
  const observed = await observe(book, notification, SEVERITIES, names);
  for (const name of names) desk.recent.forget(name);
  const { truncatedAlerts } = notification;
  if (truncatedAlerts > 0) log('error', 'Alertmanager left alerts out, by max_alerts', { truncatedAlerts });
  for (const { changed } of observed)
    if (changed?.notAnchored !== undefined)
      log('error', 'the audit log does not have everything', { problem: changed.notAnchored });
  const labels = await desk.follow(observed.map(({ environment }) => environment));
  const unset = notSetIn(labels);
  for (const [environment, problem] of unset)
    log('error', 'a label does not follow the status', { environment, problem });
  if (unset.length > 0) throw doesNotFollow(unset.map(([environment]) => environment));
  return {
    truncated_alerts: truncatedAlerts,
    environments: observed.map(({ environment, status, changed }) => ({
      environment,
      status,
      degraded: changed !== undefined,
    })),
  };
}

const notSetIn = (labels: ReadonlyMap<EnvironmentName, LabelOutcome>) =>
  [...labels].flatMap(([environment, label]) => ('notSet' in label ? [[environment, label.notSet] as const] : []));

const doesNotFollow = (names: readonly EnvironmentName[]) =>
  new ServiceProblem(503, 'the statuses are written down, and not every label in the cluster follows yet', {
    detail:
      `Not that of ${names.join(', ')}, by which admission goes. Send it again: nothing is written twice. ` +
      `By hand: npx lke-platform environment status ${String(names[0])} --fix`,
  });
