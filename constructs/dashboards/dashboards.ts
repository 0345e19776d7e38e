import { dashboardPaths } from '../../model/derive/dashboards';
import type { Platform } from '../../model/platform';
import { environmentDashboard } from './environment-dashboard';
import { dashboardNameOf, OVERVIEW, shownEnvironments } from './names';
import { overviewDashboard } from './overview-dashboard';

/**
 * The dashboards of a platform as JSON, by name: the same ones for the same platform.
 *
 * @param read text of a file of the repository
 * @throws {Error} when one of the files that the platform names is not there
 */
export function dashboardFiles(
  { name: platform, budget, environments, observability }: Platform,
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const shown = shownEnvironments(environments);
  return new Map([
    [OVERVIEW, jsonOf(overviewDashboard(platform, shown, budget))],
    ...shown.map((environment) => [environment.name, jsonOf(environmentDashboard(platform, environment))] as const),
    ...dashboardPaths(observability.dashboards).map((path) => {
      const text = read(path);
      if (text === undefined) throw new Error(`there is no file ${path}, which observability.dashboards names`);
      return [dashboardNameOf(path), text] as const;
    }),
  ]);
}

const jsonOf = (dashboard: object) => `${JSON.stringify(dashboard, undefined, 2)}\n`;
