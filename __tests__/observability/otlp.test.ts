import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { localMetricsGateway } from '../support/observability/collectors';
import { counterByOtlp } from '../support/observability/otlp-metrics';
import { start, type Running } from '../support/observability/process';
import { OLDEST_PROMETHEUS_VERSION, onPrograms, PROGRAMS, withCharts } from '../support/observability/programs';
import { startPrometheus, type PrometheusOfChart } from '../support/observability/prometheus-of-chart';
import { render } from '../support/observability/rendered';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

/** What the chart tells its Prometheus, with the values of the example. */
const specOf = (version: string) =>
  render(
    { chart: 'kube-prometheus-stack', version, release: 'kube_prometheus_stack' },
    temporaryFolder(),
    version,
  ).find(({ kind }) => kind === 'Prometheus')?.spec;

const send = async (address: string, body: object, signal = 'metrics') => {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`http://${address}/v1/${signal}`, { method: 'POST', headers, body: JSON.stringify(body) }))
    .status;
};

describe.each([
  ['56.3.0', 'oldestPrometheus', `v${OLDEST_PROMETHEUS_VERSION}`],
  ['88.5.2', 'prometheus', 'v3.'],
] as const)('metrics by OTLP with kube-prometheus-stack %s', (version, program, ofPrometheus) => {
  withCharts(onPrograms('otelcol', 'helm', program), ['kube-prometheus-stack', version])('through the gateway', () => {
    const folder = temporaryFolder();
    let prometheus: PrometheusOfChart;
    let gateway: Running;
    let address: string;
    beforeAll(async () => {
      const spec = specOf(version);
      expect(spec?.version).toEqual(expect.stringContaining(ofPrometheus));
      prometheus = await startPrometheus(PROGRAMS[program], spec, folder);
      const [otlp, health] = await Promise.all([freePort(), freePort()]);
      address = `127.0.0.1:${otlp}`;
      const file = join(folder, 'gateway.yaml');
      writeFileSync(file, JSON.stringify(localMetricsGateway({ otlp, health, prometheus: prometheus.address })));
      gateway = start(PROGRAMS.otelcol, ['--config', file], folder);
      await until(async () => (await fetch(`http://127.0.0.1:${health}`).catch(() => undefined))?.ok === true);
    });
    afterAll(async () => {
      await gateway.stop();
      await prometheus.stop();
    });

    it('are in its Prometheus, with the labels that panels and alerts select by', async () => {
      expect(await send(address, counterByOtlp('shop.orders', 'env-production', 3))).toBe(200);
      expect(await send(address, counterByOtlp('shop.orders', 'env-staging', 7))).toBe(200);
      await until(async () => (await prometheus.query('shop_orders_total')).length === 2);

      expect(await prometheus.query('shop_orders_total{k8s_namespace_name="env-production"}')).toMatchObject([
        {
          metric: {
            k8s_namespace_name: 'env-production',
            k8s_pod_name: 'shop-0',
            service_name: 'shop',
            service_namespace: 'acme',
            job: 'acme/shop',
          },
          value: 3,
        },
      ]);
      expect(await prometheus.query('shop_orders_total{k8s_namespace_name="env-development"}')).toEqual([]);
      expect(gateway.log()).not.toContain('Dropping data');
    });

    it('are all that a gateway takes which hands on nothing else', async () => {
      expect(await send(address, { resourceLogs: [] }, 'logs')).toBe(404);
      expect(await send(address, { resourceSpans: [] }, 'traces')).toBe(404);
    });
  });
});

withCharts(onPrograms('helm', 'oldestPrometheus'), ['kube-prometheus-stack', '56.3.0'])(
  'the Prometheus of kube-prometheus-stack 56.3.0, without the feature that it is told of',
  () => {
    it('takes no metrics by OTLP', async () => {
      const spec = { ...specOf('56.3.0'), enableFeatures: ['exemplar-storage'] };
      const prometheus = await startPrometheus(PROGRAMS.oldestPrometheus, spec, temporaryFolder());
      const status = await send(`${prometheus.address}/api/v1/otlp`, counterByOtlp('shop.orders', 'env-staging', 7));
      await prometheus.stop();

      expect(status).toBe(404);
    });
  },
);
