import type { PlatformFile } from '../../platform-file';
import { CRITICAL_ALERTS } from '../../rules/alerts/all';
import type { Route } from './alertmanager';

type Observability = PlatformFile['observability'];
type RouteOfFile = Observability['alertRoutes'][string];

/** The routes of a file, whole: with those of critical alerts that it does not name. */
export function routesOfFile({ alertRoutes, defaultRoute }: Observability): Readonly<Record<string, Route>> {
  const unnamed = CRITICAL_ALERTS.filter((alert) => !Object.hasOwn(alertRoutes, alert));
  const defaults = defaultRoute ? unnamed.map((alert) => [alert, defaultRoute] as const) : [];
  return Object.fromEntries(
    [...Object.entries(alertRoutes), ...defaults].map(([alert, route]) => [alert, wayOf(route)]),
  );
}

/** Who is told first is told again where nobody else is named. */
const wayOf = ({ channel, escalateTo = channel, acknowledgeWithin }: RouteOfFile): Route => ({
  channel,
  escalateTo,
  acknowledgeWithin,
});
