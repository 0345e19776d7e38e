import {
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard,
  type DynamicConfigValue,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { overviewUidOf } from '../../model/naming';
import type { EnvironmentOfDashboard } from './environment-dashboard';
import { lines, link, PROMETHEUS, tableQuery, thresholds } from './grafana';
import { OVERVIEW_COLUMNS, overviewPanels } from './overview-panels';

/** The dashboard of a whole platform. @param environments those that have a dashboard of their own @param budget of everything, in dollars a month */
export function overviewDashboard(
  platform: string,
  environments: readonly EnvironmentOfDashboard[],
  budget: number | undefined,
): Dashboard {
  // Grafana's sidecar takes files of this schema; its successor needs an API.
  const builder = new DashboardBuilder(`${platform}: overview`)
    .uid(overviewUidOf(platform))
    .description('Every environment of the platform. Written by lke-platform: changes here are lost.')
    .tags(['lke-platform', platform])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-7d', to: 'now' })
    .refresh('5m')
    .links(environments.map(({ name, dashboard }) => link(name, `/d/${dashboard.dashboardUid}`)))
    .withPanel(environmentTable());
  for (const panel of Object.values(overviewPanels(budget))) builder.withPanel(lines(panel));
  return builder.build();
}

/** One row an environment: its queries are joined by the environment, and the columns that tell nothing left out. */
function environmentTable() {
  const panel = new TableBuilder()
    .title('Environments')
    .description(
      'Status, drift, secrets and cost of every environment; "shared" is what all of them share, "all" is everything.',
    )
    .datasource(PROMETHEUS)
    .span(24)
    .height(8)
    .unit('short')
    .thresholds(thresholds({ warning: 1, critical: 3 }))
    .targets(OVERVIEW_COLUMNS.map(({ expr }, index) => tableQuery(expr, index)))
    .withTransformation({ id: 'joinByField', options: { byField: 'environment', mode: 'outer' } })
    .withTransformation({
      id: 'filterFieldsByName',
      options: { include: { names: ['environment', ...OVERVIEW_COLUMNS.map(columnOf)] } },
    })
    .withTransformation({
      id: 'organize',
      options: {
        renameByName: Object.fromEntries(OVERVIEW_COLUMNS.map((it, index) => [columnOf(it, index), it.title])),
      },
    });
  for (const { title, unit } of OVERVIEW_COLUMNS) panel.overrideByName(title, [unitOf(unit)]);
  return panel;
}

const unitOf = (unit: string): DynamicConfigValue => ({ id: 'unit', value: unit });

/** The column that Grafana gives a query: that of a label, or the value with the letter of the query. */
const columnOf = (column: (typeof OVERVIEW_COLUMNS)[number], index: number) =>
  'label' in column ? column.label : `Value #${String.fromCharCode('A'.charCodeAt(0) + index)}`;
