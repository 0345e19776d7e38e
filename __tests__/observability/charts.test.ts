import { parse } from 'yaml';
import { ALERTMANAGER_ACCOUNT } from '../../model/derive/alerting/handoff-receiver';
import { chartAlertsOf, CRITICAL_OF_CHART } from '../../model/rules/alerts/chart-alerts';
import { ALERTS } from '../../model/rules/alerts/all';
import { configurationOf } from '../support/observability/collectors';
import { onCharts } from '../support/observability/programs';
import { render, type Rendered } from '../support/observability/rendered';
import { temporaryFolder } from '../support/temporary-folder';

const only = (objects: readonly Rendered[], kind: string, name?: string) =>
  objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));

interface Group {
  readonly rules: readonly { readonly alert?: string; readonly labels?: Readonly<Record<string, string>> }[];
}

const rulesIn = (objects: readonly Rendered[]) =>
  only(objects, 'PrometheusRule')
    .flatMap(({ spec }) => (spec as unknown as { groups: Group[] }).groups)
    .flatMap(({ rules }) => rules);
const alertsIn = (objects: readonly Rendered[]) =>
  rulesIn(objects).flatMap(({ alert }) => (alert === undefined ? [] : [alert]));

const COLLECTOR = ['opentelemetry-collector', '0.170.0'] as const;

onCharts(COLLECTOR)('the chart of the collectors', () => {
  const folder = temporaryFolder();
  const rendered = (release: 'opentelemetry_collector' | 'log_agent') =>
    render({ chart: COLLECTOR[0], version: COLLECTOR[1], release }, folder);

  it.each([
    ['opentelemetry_collector', 'opentelemetry-collector'],
    ['log_agent', 'log-agent'],
  ] as const)('hands %s its configuration as it is', (release, name) => {
    const [config] = only(rendered(release), 'ConfigMap', name);

    expect(parse(config?.data?.relay ?? '')).toEqual(configurationOf(release));
  });

  it('makes a DaemonSet of the agent, whose pods the policies of the gateway are not for', () => {
    const [agent] = only(rendered('log_agent'), 'DaemonSet');

    expect(agent).toMatchObject({
      metadata: { name: 'log-agent' },
      spec: {
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'log-agent' } },
          spec: { tolerations: [{ operator: 'Exists' }], automountServiceAccountToken: false },
        },
      },
    });
    expect(only(rendered('log_agent'), 'PodMonitor')).toMatchObject([{ metadata: { name: 'log-agent' } }]);
    expect(only(rendered('log_agent'), 'ClusterRole')).toEqual([]);
  });
});

onCharts(['loki', '18.11.0'])('the chart of Loki', () => {
  it('makes retention and ingestion of each environment its runtime configuration', () => {
    const objects = render({ chart: 'loki', version: '18.11.0', release: 'loki' }, temporaryFolder());
    const [runtime] = only(objects, 'ConfigMap', 'loki-runtime');
    const [config] = only(objects, 'ConfigMap', 'loki');

    expect(parse(runtime?.data?.['runtime-config.yaml'] ?? '')).toEqual({
      overrides: Object.fromEntries(
        ['system', 'development', 'staging', 'production'].map((name) => [
          `env-${name}`,
          name === 'production'
            ? { retention_period: '30d', ingestion_rate_mb: 8, ingestion_burst_size_mb: 16 }
            : { retention_period: '15d', ingestion_rate_mb: 4, ingestion_burst_size_mb: 8 },
        ]),
      ),
    });
    expect(parse(config?.data?.['config.yaml'] ?? '')).toMatchObject({
      auth_enabled: true,
      querier: { multi_tenant_queries_enabled: true },
      runtime_config: { file: expect.stringContaining('runtime-config.yaml') as string },
    });
  });
});

describe.each(['56.3.0', '88.5.2'])('kube-prometheus-stack %s', (version) => {
  onCharts(['kube-prometheus-stack', version])('with the values of the example', () => {
    const folder = temporaryFolder();
    let objects: Rendered[];
    beforeAll(() => {
      objects = render({ chart: 'kube-prometheus-stack', version, release: 'kube_prometheus_stack' }, folder, version);
    });

    it('has the alerts that a route may name, and no other', () => {
      const ours = new Set(ALERTS.map(({ alert }) => alert));
      const chart = [...new Set(alertsIn(objects))].filter((alert) => !ours.has(alert));

      expect(chart.sort()).toEqual([...chartAlertsOf(version)].sort());
      expect(alertsIn(objects)).toEqual(expect.arrayContaining([...ours]));
    });

    it('has those critical alerts that a default route is for, and no other', () => {
      const critical = rulesIn(objects).filter(({ labels }) => labels?.severity === 'critical');
      const ofChart = critical.flatMap(({ alert }) => (ALERTS.some((it) => it.alert === alert) ? [] : (alert ?? [])));

      expect([...new Set(ofChart)].sort()).toEqual([...CRITICAL_OF_CHART].sort());
    });

    it('has a Prometheus that takes OTLP and keeps exemplars', () => {
      const way =
        version === '56.3.0'
          ? { enableFeatures: ['exemplar-storage', 'otlp-write-receiver'] }
          : { enableFeatures: ['exemplar-storage'], enableOTLPReceiver: true };

      expect(only(objects, 'Prometheus')).toMatchObject([{ spec: way }]);
    });

    it('hands Alertmanager its routes, and the Secret of the channels', () => {
      const [secret] = only(objects, 'Secret', 'alertmanager-kube-prometheus-stack-alertmanager');
      const text = Buffer.from(secret?.data?.['alertmanager.yaml'] ?? '', 'base64').toString('utf8');

      expect(parse(text)).toMatchObject({
        route: {
          receiver: 'null',
          routes: expect.arrayContaining([expect.objectContaining({ receiver: 'webhook:heartbeat' })]) as unknown,
        },
      });
      expect(only(objects, 'Alertmanager')).toMatchObject([{ spec: { secrets: ['alert-channels'] } }]);
    });

    it('gives Alertmanager a token for the hand-off service, as the account that the service knows', () => {
      const [, account] = ALERTMANAGER_ACCOUNT.split('/');
      const [alertmanager] = only(objects, 'Alertmanager');

      expect(only(objects, 'ServiceAccount', account)).toHaveLength(1);
      expect(alertmanager?.spec).toMatchObject({
        serviceAccountName: account,
        volumes: [{ projected: { sources: [{ serviceAccountToken: { audience: 'lke-platform-handoff' } }] } }],
        volumeMounts: [{ mountPath: '/var/run/secrets/handoff' }],
      });
    });

    it('upgrades its CRDs from 69 on', () => {
      const jobs = only(objects, 'Job').filter(({ metadata }) => metadata.name.includes('crd'));

      expect(jobs).toHaveLength(version === '56.3.0' ? 0 : 1);
      const images = JSON.stringify(jobs).match(/"image":"[^"]+"/g) ?? [];
      expect(images.filter((image) => !/:v?[\d.]+@sha256:[0-9a-f]{64}"$/.test(image))).toEqual([]);
    });

    it('leads Grafana from logs to traces', () => {
      const text = JSON.stringify(only(objects, 'ConfigMap'));

      expect(text).toContain('$${__value.raw}');
      expect(text).toContain('tracesToLogsV2');
    });
  });
});
