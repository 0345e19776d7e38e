import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { GraphThresholdsStyleConfigBuilder, GraphThresholdsStyleMode } from '@grafana/grafana-foundation-sdk/common';
import {
  DashboardLinkBuilder,
  DashboardLinkType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { DATA_SOURCES } from './drill-down';
import type { Panel, PanelQuery, Scale } from './panel';

/** Two panels beside each other, of the 24 columns that Grafana has. */
const SPAN = 12;
const HEIGHT = 8;

export const PROMETHEUS = { type: 'prometheus', uid: DATA_SOURCES.prometheus };

/** How large a value is by its color: green, then yellow, then red. */
export const thresholds = ({ warning, critical }: Pick<Scale, 'warning' | 'critical'>) =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([
      { value: null, color: 'green' },
      ...(warning === undefined ? [] : [{ value: warning, color: 'yellow' }]),
      ...(critical === undefined ? [] : [{ value: critical, color: 'red' }]),
    ]);

export const link = (title: string, url: string) =>
  new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true);

const refIdOf = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);

function query({ expr, legend, exemplars = false }: PanelQuery, index: number) {
  const builder = new DataqueryBuilder().datasource(PROMETHEUS).refId(refIdOf(index)).expr(expr).legendFormat(legend);
  return exemplars ? builder.exemplar(true) : builder;
}

/** A query whose answer is one row for each set of labels, as of now. */
export const tableQuery = (expr: string, index: number) =>
  query({ expr, legend: '' }, index).instant().format(PromQueryFormat.Table);

/** What every kind of panel says of itself. */
function described<B extends TimeseriesBuilder | BarGaugeBuilder>(
  builder: B,
  { title, about, unit, warning, critical }: Panel,
): B {
  builder.title(title).description(about).datasource(PROMETHEUS).span(SPAN).height(HEIGHT);
  builder.unit(unit).min(0).thresholds(thresholds({ warning, critical }));
  return builder;
}

/** How values went over time. */
export const lines = (panel: Panel) =>
  described(new TimeseriesBuilder(), panel)
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed))
    .targets(panel.queries.map((it, index) => query(it, index).range()));

/** Values as of now, beside each other. */
export const bars = (panel: Panel) =>
  described(new BarGaugeBuilder(), panel).targets(panel.queries.map((it, index) => query(it, index).instant()));
