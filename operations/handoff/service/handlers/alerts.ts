import { notificationOf } from '../../../lifecycle/alertmanager';
import { observe } from '../../../lifecycle/observe';
import { SEVERITIES } from '../../../../model/lifecycle/severities';
import type { Caller } from '../caller';
import type { Desk } from '../desk';
import { may } from '../rights';

/** Takes what Alertmanager sends, for the environments that the source speaks for. */
export async function tellAlerts(desk: Desk, caller: Caller, body: unknown) {
  const notification = notificationOf(body, 'the body');
  const names = desk.platform.environments
    .filter(({ name, retired }) => !retired && may(caller, 'tellAlerts', name))
    .map(({ name }) => name);
  const book = desk.statusBook(caller.actor, `Alertmanager: ${notification.groupKey.slice(0, 500)}`);
  const observed = await observe(book, notification, SEVERITIES, names);
  for (const name of names) desk.recent.forget(name);
  await desk.follow(observed.filter(({ changed }) => changed).map(({ environment }) => environment));
  return {
    environments: observed.map(({ environment, status, changed }) => ({
      environment,
      status,
      degraded: changed !== undefined,
    })),
  };
}
