/** A dashboard of grafana.com, which Grafana downloads. */
export interface PublicDashboard {
  readonly id: number;
  readonly revision: number;
}

/** An entry of `observability.dashboards` as the file has it. */
type Entry = number | string;

/** The dashboards of grafana.com among the entries, in their order. */
export const publicDashboards = (entries: readonly Entry[]): PublicDashboard[] =>
  entries.flatMap((entry) => publicDashboard(entry) ?? []);

/** The paths among the entries, from the root of the repository. */
export const dashboardPaths = (entries: readonly Entry[]): string[] =>
  entries.filter((entry) => typeof entry === 'string').filter((entry) => entry.endsWith('.json'));

/** @returns undefined for a path */
export function publicDashboard(entry: Entry): PublicDashboard | undefined {
  const [, id, revision = '1'] = /^(\d+)(?:@(\d+))?$/.exec(String(entry)) ?? [];
  return id === undefined ? undefined : { id: Number(id), revision: Number(revision) };
}
