import { createHash } from 'node:crypto';
import { drillDowns } from '../../constructs/dashboards/drill-down';
import { environmentDashboard } from '../../constructs/dashboards/environment-dashboard';
import { alertsOf, environmentPanels } from '../../constructs/dashboards/environment-panels';
import { shownEnvironments } from '../../constructs/dashboards/names';
import { overviewDashboard } from '../../constructs/dashboards/overview-dashboard';
import { overviewPanels } from '../../constructs/dashboards/overview-panels';
import type { Panel } from '../../constructs/dashboards/panel';
import type { Environment } from '../../model/derive/environment';
import type { Platform } from '../../model/platform';

/** Page with the tables of the dashboards, between the marks that say so. */
export const OBSERVABILITY_GUIDE_FILE = 'docs/platform/observability-guide.md';

/** Page with what to do at an alert: a heading for each. */
export const ALERT_RUNBOOK_FILE = 'docs/runbooks/alerts.md';

const SECTION = /(<!-- generated: dashboards -->\n\n)[^]*?(\n\n<!-- \/generated -->)/;

/**
 * Writes the dashboards of a platform into the page.
 *
 * @param runbook text of the runbook of alerts: those that it has a heading of get a link to it
 * @throws {Error} when the page has no place for them
 */
export function withDashboardTables(page: string, platform: Platform, runbook: string): string {
  if (!SECTION.test(page)) throw new Error(`${OBSERVABILITY_GUIDE_FILE} has no place for the dashboards`);
  const shown = shownEnvironments(platform.environments);
  const text = [
    overviewSection(platform, shown),
    ...shown.map((it) => environmentSection(platform.name, it, runbook)),
  ].join('\n\n');
  return page.replace(SECTION, (_, start: string, end: string) => `${start}${text}${end}`);
}

function overviewSection({ name, budget }: Platform, shown: readonly Environment[]): string {
  const dashboard = overviewDashboard(name, shown, budget);
  const rows = Object.values(overviewPanels(budget)).map((panel) => [panel.title, ...shownBy(panel)]);
  return [
    ...['### The overview', '', recordOf(dashboard), ''],
    ...table(['Panel', 'Query', 'Unit', 'Yellow, red from'], rows),
  ].join('\n');
}

function environmentSection(platform: string, environment: Environment, runbook: string): string {
  const { name, dashboard } = environment;
  const { logs, traces } = drillDowns(name);
  const panels = environmentPanels(name);
  const rows = dashboard.panels.map((it) => [
    panels[it].title,
    ...shownBy(panels[it]),
    links(alertsOf(it, dashboard.alerts), runbook),
  ]);
  const others = dashboard.alerts.filter((alert) => !dashboard.panels.some((it) => alertsOf(it, [alert]).length > 0));
  return [
    ...[`### ${name}`, '', recordOf(environmentDashboard(platform, environment)), ''],
    ...table(['Panel', 'Query', 'Unit', 'Yellow, red from', 'Alerts'], rows),
    '',
    `Every panel leads to the logs (\`${logs.query}\`) and the traces (\`${traces.query}\`) of the time that is shown.`,
    ...(others.length > 0 ? ['', `Alerts of no panel of its own: ${links(others, runbook)}.`] : []),
  ].join('\n');
}

/** What stands for a dashboard and all that is in it: a change of either is a change of this page. */
function recordOf(dashboard: { uid?: string | null }): string {
  const hash = createHash('sha256').update(JSON.stringify(dashboard)).digest('hex').slice(0, 12);
  return `\`/d/${dashboard.uid ?? ''}\`, content \`${hash}\``;
}

const shownBy = ({ queries, unit, warning, critical }: Panel) => [
  queries.map(({ expr }) => code(expr)).join('<br>'),
  code(unit),
  warning === undefined ? '' : `${warning}, ${critical ?? ''}`,
];

const links = (alerts: readonly string[], runbook: string) =>
  alerts
    .map((alert) => (hasHeading(runbook, alert) ? `[${alert}](../runbooks/alerts.md#${alert.toLowerCase()})` : alert))
    .join(', ');

const hasHeading = (page: string, heading: string) => new RegExp(`^#+ ${heading}$`, 'm').test(page);

/** In a table a bar ends a cell, though it stands in code. */
const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
