import type { PlatformFile } from '../../platform-file';
import type { Route } from './alertmanager';

/** The routes of a file, whole: who is told first is told again where nobody else is named. */
export const routesOfFile = ({ alertRoutes }: PlatformFile['observability']): Readonly<Record<string, Route>> =>
  Object.fromEntries(
    Object.entries(alertRoutes).map(([alert, { channel, escalateTo = channel, acknowledgeWithin }]) => [
      alert,
      { channel, escalateTo, acknowledgeWithin },
    ]),
  );
