import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { boundAlertsQuery, environmentPanels, type PanelName } from '../../constructs/dashboards/environment-panels';
import { OVERVIEW_COLUMNS, overviewPanels } from '../../constructs/dashboards/overview-panels';
import type { EnvironmentName } from '../../model/entities/environment';
import { PANELS } from '../../model/entities/environment-dashboard';
import { objectStorage } from '../../operations/object-storage/client';
import { exporterSeries } from '../support/exporter-series';
import { ExporterWorld, NOW, tellOfPlatform } from '../support/exporter-world';
import { LoadedPrometheus, onPrometheus, openMetricsOf, type Series } from '../support/prometheus';
import { exampleData, platformOf } from '../support/platforms';
import { synthesize } from '../support/synthesize';

const HOUR = 3600;

/** What the exporters of a cluster say of the pods of an environment. @param cores that it uses of ten */
function environmentSeries(environment: string, cores: number): Series[] {
  const namespace = `env-${environment}`;
  const kubelet = { job: 'kubelet', metrics_path: '/metrics/cadvisor', namespace, pod: 'web-1', node: 'a' };
  const state = { job: 'kube-state-metrics', namespace };
  const containers = ['web', ''].map((container) => ({ ...kubelet, container, image: container && 'web:1' }));
  const traefik = {
    job: 'traefik',
    namespace: 'ingress',
    service: 'traefik',
    code: '200',
    method: 'GET',
    protocol: 'http',
  };
  const bucket = (le: string, perSecond: number, service: string): Series => ({
    name: 'traefik_service_request_duration_seconds_bucket',
    labels: { ...traefik, exported_service: service, le },
    value: (seconds) => seconds * perSecond,
  });
  return [
    ...containers.map((labels): Series => ({
      name: 'container_cpu_usage_seconds_total',
      labels: { ...labels, cpu: 'total' },
      value: (seconds) => seconds * cores,
    })),
    ...containers.map((labels): Series => ({
      name: 'container_memory_working_set_bytes',
      labels,
      value: () => cores * 1e9,
    })),
    ...(['cpu', 'memory'] as const).flatMap((resource): Series[] => [
      {
        name: 'kube_resourcequota',
        labels: { ...state, resourcequota: 'quota', resource: `requests.${resource}`, type: 'hard' },
        value: () => (resource === 'cpu' ? 10 : 10e9),
      },
      {
        name: 'kube_resourcequota',
        labels: { ...state, resourcequota: 'quota', resource: `requests.${resource}`, type: 'used' },
        value: () => 1,
      },
      // While kube-state-metrics is replaced, there are two; a Job that is done is in no quota.
      ...['web-1', 'done-1'].flatMap((pod) =>
        ['a', 'b'].map((instance): Series => ({
          name: 'kube_pod_container_resource_requests',
          labels: {
            ...{ ...state, instance, pod, container: 'web', resource },
            unit: resource === 'cpu' ? 'core' : 'byte',
          },
          value: () => (resource === 'cpu' ? cores : cores * 1e9),
        })),
      ),
    ]),
    ...['Running', 'Succeeded'].flatMap((phase): Series[] => [
      { name: 'kube_pod_status_phase', labels: { ...state, pod: 'web-1', phase }, value: () => +(phase === 'Running') },
      {
        name: 'kube_pod_status_phase',
        labels: { ...state, pod: 'done-1', phase },
        value: () => +(phase !== 'Running'),
      },
    ]),
    ...['a', 'b'].map((instance): Series => ({
      name: 'kube_pod_container_status_restarts_total',
      labels: { ...state, instance, pod: 'web-1', container: 'web', uid: '1' },
      value: (seconds) => Math.floor((seconds / HOUR) * cores),
    })),
    // Of requests by HTTP, half are within a quarter of a second, all of them within half of one; of those by gRPC, too.
    ...[
      `${namespace}-web-80@kubernetes`,
      `grpcroute-${namespace}-web-gw-ingress-gateway-ep-a-0@kubernetesgateway`,
    ].flatMap((service) => [
      bucket('0.25', cores, service),
      bucket('0.5', 2 * cores, service),
      bucket('+Inf', 2 * cores, service),
    ]),
    // As slow as can be, of a namespace that is called alike.
    ...['0.25', '0.5'].map((le) => bucket(le, 0, `x-${namespace}-web-80@kubernetes`)),
    bucket('+Inf', 99, `x-${namespace}-web-80@kubernetes`),
    {
      name: 'ALERTS',
      labels: { alertname: 'KubePodCrashLooping', alertstate: 'firing', severity: 'warning', namespace, pod: 'web-1' },
      value: () => 1,
    },
  ];
}

onPrometheus('the queries of the dashboards, as a real Prometheus answers them', () => {
  let prometheus: LoadedPrometheus;
  const platform = platformOf(exampleData());
  beforeAll(async () => {
    const store = await S3StandIn.start();
    for (const bucket of Object.values(platform.state.buckets)) store.createBucket(bucket);
    const world = new ExporterWorld(objectStorage(store.access()), platform.state.buckets, store.endpoint);
    await tellOfPlatform(world, synthesize(platform).stacks);
    await world.report('production');
    const exporter = world.exporter();
    await exporter.read(new AbortController().signal);
    const series = [
      ...exporterSeries(await exporter.metrics()),
      ...environmentSeries('production', 4),
      ...environmentSeries('staging', 2),
      {
        name: 'ALERTS',
        labels: { alertname: 'KubeNodeNotReady', alertstate: 'firing', severity: 'warning', namespace: 'monitoring' },
        value: () => 1,
      },
    ];
    prometheus = await LoadedPrometheus.start(openMetricsOf(series, NOW));
    await store.stop();
  });
  afterAll(() => prometheus?.stop());

  const asked = (expr: string) =>
    prometheus.query(expr.replaceAll('$__rate_interval', '5m').replaceAll('$pod', '.*'), NOW);
  const valuesOf = async (environment: EnvironmentName, panel: PanelName, digits = 3) =>
    Promise.all(
      environmentPanels(environment)[panel].queries.map(async ({ expr }) =>
        (await asked(expr)).map(({ value }) => Number(value.toFixed(digits))),
      ),
    );

  it.each([
    ['cpu', 3, [[0.4], [0.4]]],
    ['memory', 3, [[0.4], [0.4]]],
    ['ingress-latency', 3, [[0.25], [0.475], [0.495]]],
    // An increase is extrapolated to the whole hour.
    ['pod-restarts', 0, [[4]]],
  ] as const)('tell of production what its exporters say: %s', async (panel, digits, expected) => {
    expect(await valuesOf('production', panel, digits)).toEqual(expected);
  });

  it('tell of the secrets of production how old they are, and which were never synced', async () => {
    const [ages, never] = await Promise.all(
      environmentPanels('production')['secret-freshness'].queries.map(({ expr }) => asked(expr)),
    );

    expect(ages!.map(({ metric, value }) => [metric.item, Math.round(value * 10) / 10])).toEqual([
      ['api-token', 3.3],
      ['metrics-credentials', 0.3],
    ]);
    expect(never!.map(({ metric }) => metric.item)).toEqual(['shop-database']);
  });

  it('tell of staging its own, though production has more', async () => {
    expect(await valuesOf('staging', 'cpu')).toEqual([[0.2], [0.2]]);
    expect(await valuesOf('staging', 'pod-restarts', 0)).toEqual([[2]]);
  });

  it.each(PANELS)('tell nothing of an environment that has none of it: %s', async (panel) => {
    expect(new Set((await valuesOf('development', panel)).flat())).toEqual(new Set());
  });

  it('follow the pods that are chosen', async () => {
    const [used] = environmentPanels('production').cpu.queries;
    const expr = used!.expr.replaceAll('$__rate_interval', '5m');

    expect(await prometheus.query(expr.replaceAll('$pod', 'web-1|api-2'), NOW)).toHaveLength(1);
    expect(await prometheus.query(expr.replaceAll('$pod', 'api-2'), NOW)).toEqual([]);
  });

  it('show the alerts of an environment and of the cluster, and of no other environment', async () => {
    const shown = await asked(boundAlertsQuery('production', ['KubePodCrashLooping', 'KubeNodeNotReady']));

    expect(shown.map(({ metric }) => metric.alertname).sort()).toEqual(['KubeNodeNotReady', 'KubePodCrashLooping']);
    expect(await asked(boundAlertsQuery('development', ['KubePodCrashLooping']))).toEqual([]);
  });

  it.each(Object.entries(overviewPanels(4000)).filter(([name]) => name !== 'alerts'))(
    'fill the overview: %s',
    async (_name, { queries }) => {
      for (const { expr } of queries) expect([expr, (await asked(expr)).length]).not.toEqual([expr, 0]);
    },
  );

  it.each(OVERVIEW_COLUMNS)('fill the table of the overview: $title', async ({ expr }) => {
    const environments = (await asked(expr)).map(({ metric }) => metric.environment);

    expect(environments).toContain('production');
    expect(new Set(environments).size).toBe(environments.length);
  });
});
