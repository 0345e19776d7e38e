import { DEFAULT_METRICS_CHART_VERSION, METRICS_CHART } from '../model/entities/observability-stack';
import { CHART_REPOSITORIES, type ChartRepository } from '../model/entities/sources';

interface Chart {
  /** Name of the repository, as platform.yaml overrides it. */
  readonly repository: ChartRepository;
  /** Version that the values in this folder were written for. */
  readonly version: string;
}

/** Version within a chart name such as `kube-prometheus-stack-88.5.2`. */
export const metricsChartVersion = (chartVersion: string) => chartVersion.slice(METRICS_CHART.length + 1);

/** Charts the baseline installs. */
export const CHARTS = {
  [METRICS_CHART]: {
    repository: 'prometheus-community',
    version: metricsChartVersion(DEFAULT_METRICS_CHART_VERSION),
  },
  loki: { repository: 'grafana-community', version: '18.11.0' },
  tempo: { repository: 'grafana-community', version: '2.2.4' },
  'opentelemetry-collector': { repository: 'open-telemetry', version: '0.170.0' },
  'sealed-secrets': { repository: 'sealed-secrets', version: '2.19.3' },
  'argo-cd': { repository: 'argo-cd', version: '9.7.1' },
} as const satisfies Readonly<Record<string, Chart>>;

export type ChartName = keyof typeof CHARTS;

/** Public address of the repository a chart comes from. */
export const repositoryOf = (chart: ChartName) => CHART_REPOSITORIES[CHARTS[chart].repository];
