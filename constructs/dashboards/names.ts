import { createHash } from 'node:crypto';
import { dashboardPaths } from '../../model/derive/dashboards';
import type { Platform } from '../../model/platform';

/** Name of the dashboard of a whole platform. */
export const OVERVIEW = 'overview';

/** The environments that have a dashboard: those that are not retired. */
export const shownEnvironments = <E extends { readonly retired: boolean }>(environments: readonly E[]): E[] =>
  environments.filter(({ retired }) => !retired);

/** Names of a platform's dashboards: of the files that synth writes, and of their ConfigMaps behind `dashboard-`. */
export const dashboardNames = ({ environments, observability }: Pick<Platform, 'environments' | 'observability'>) => [
  OVERVIEW,
  ...shownEnvironments(environments).map(({ name }) => name),
  ...dashboardPaths(observability.dashboards).map(dashboardNameOf),
];

/** Name of a dashboard that is a file: with a hash of its path, because another folder may have a file of that name. */
export function dashboardNameOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
  const readable = base.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
  return `${readable}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}
