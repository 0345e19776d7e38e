import { VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import type { Environment } from '../../model/derive/environment';
import type { EnvironmentName } from '../../model/entities/environment';
import { namespaceOf, overviewUidOf } from '../../model/naming';
import { drillDowns } from './drill-down';
import { alertsOf, boundAlertsQuery, environmentPanels, type PanelName, POD_VARIABLE } from './environment-panels';
import { bars, lines, link, PROMETHEUS, tableQuery, thresholds } from './grafana';

export type EnvironmentOfDashboard = Pick<Environment, 'name' | 'dashboard'>;

/** The dashboard of an environment. @param platform name of the platform */
export function environmentDashboard(platform: string, { name, dashboard }: EnvironmentOfDashboard): Dashboard {
  const { dashboardUid: uid, panels, alerts } = dashboard;
  const { logs, traces } = drillDowns(name);
  // Grafana's sidecar takes files of this schema; its successor needs an API.
  const builder = new DashboardBuilder(`${platform}: ${name}`)
    .uid(uid)
    .description(
      `How the environment ${name} is. Written by lke-platform from the platform file: changes here are lost.`,
    )
    .tags(['lke-platform', platform, name])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-6h', to: 'now' })
    .refresh('1m')
    .variables([podVariable(name)])
    .links([
      link(logs.title, logs.url),
      link(traces.title, traces.url),
      link('Overview', `/d/${overviewUidOf(platform)}`),
    ]);
  if (alerts.length > 0) builder.annotations([alertAnnotation(name, alerts)]);
  for (const panel of panels) builder.withPanel(panelOf(name, panel, alerts));
  if (alerts.length > 0) builder.withPanel(alertTable(name, alerts));
  return builder.build();
}

/** The pods that the environment has had in the time that is shown. */
const podVariable = (environment: EnvironmentName) =>
  new QueryVariableBuilder(POD_VARIABLE)
    .label('Pod')
    .datasource(PROMETHEUS)
    .query(podVariableQuery(environment))
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ selected: true, text: ['All'], value: ['$__all'] });

export const podVariableQuery = (environment: EnvironmentName) =>
  `label_values(kube_pod_info{namespace="${namespaceOf(environment)}"}, pod)`;

function panelOf(environment: EnvironmentName, name: PanelName, bound: readonly string[]) {
  const panel = environmentPanels(environment)[name];
  const alerts = alertsOf(name, bound);
  const about = alerts.length > 0 ? `${panel.about} Alerts: ${alerts.join(', ')}.` : panel.about;
  const { logs, traces } = drillDowns(environment);
  const links = [link(logs.title, logs.url), link(traces.title, traces.url)];
  // What a secret is like changes in days.
  return name === 'secret-freshness'
    ? bars({ ...panel, about })
        .orientation(VizOrientation.Horizontal)
        .links(links)
    : lines({ ...panel, about }).links(links);
}

/** Marks in every panel when a bound alert began and ended. */
const alertAnnotation = (environment: EnvironmentName, bound: readonly string[]) =>
  new AnnotationQueryBuilder()
    .name('Bound alerts')
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor('red')
    .expr(boundAlertsQuery(environment, bound))
    .titleFormat('{{alertname}}')
    .textFormat('{{alertstate}}, {{severity}}')
    .step('60s');

const alertTable = (environment: EnvironmentName, bound: readonly string[]) =>
  new TableBuilder()
    .title('Alerts')
    .description(`Which of these are pending or fire: ${bound.join(', ')}.`)
    .datasource(PROMETHEUS)
    .span(24)
    .height(6)
    .unit('short')
    .thresholds(thresholds({ warning: 1, critical: 2 }))
    .noValue('none')
    .targets([tableQuery(boundAlertsQuery(environment, bound), 0)])
    .withTransformation({ id: 'organize', options: { excludeByName: { Time: true, Value: true } } });
