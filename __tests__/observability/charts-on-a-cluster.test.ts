import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { isLabBuilt, startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import { labPoolsOf } from '@lke-platform/stand-ins/lab/pools';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { CrdJob } from '../support/observability/crd-job';
import { chartFolder, onCharts } from '../support/observability/programs';
import { render, valueFiles } from '../support/observability/rendered';
import { exampleData, platformOf } from '../support/platforms';
import { temporaryFolder } from '../support/temporary-folder';

const METRICS = 'kube-prometheus-stack';
const [FORMER, LATEST] = ['56.3.0', '88.5.2'] as const;
const OTHERS = [
  ['loki', 'loki', '18.11.0'],
  ['tempo', 'tempo', '2.2.4'],
  ['opentelemetry_collector', 'opentelemetry-collector', '0.170.0'],
  ['log_agent', 'opentelemetry-collector', '0.170.0'],
] as const;
const chartOf = ([, chart, version]: (typeof OTHERS)[number]) => [chart, version] as const;

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const OPERATOR_KINDS = '/apis/monitoring.coreos.com/v1/namespaces/monitoring';

/** What the cluster lacks of a real one: no pod answers the webhook, and the test runs the job that the node would. */
const HERE = {
  prometheusOperator: { admissionWebhooks: { enabled: false }, tls: { enabled: false } },
  crds: { upgradeJob: { nodeSelector: CrdJob.NOWHERE } },
};

const onCluster = isLabBuilt() ? onCharts([METRICS, FORMER], [METRICS, LATEST], ...OTHERS.map(chartOf)) : describe.skip;

onCluster('the charts of the example on a real API server', () => {
  const folder = temporaryFolder();
  let lab: Lab;
  const here = join(folder, 'here.yaml');
  const helm = (release: string, chart: string, version: string, metricsChart: string) =>
    promisify(execFile)(labPrograms().helm, [
      ...['upgrade', '--install', release.replaceAll('_', '-'), chartFolder(chart, version)],
      ...['--namespace', 'monitoring', '--kubeconfig', lab.kubeconfig, '--timeout', '90s'],
      ...valueFiles(release, folder, metricsChart).flatMap((file) => ['--values', file]),
      ...(chart === METRICS ? ['--values', here] : []),
    ]);
  const stored = (path: string) => lab.admin.get(path) as Promise<KubernetesObject & { spec: object }>;
  const specOf = (kind: string) => {
    const path = `${OPERATOR_KINDS}/${kind}/kube-prometheus-stack-${kind === 'prometheuses' ? 'prometheus' : 'alertmanager'}`;
    return stored(path).then(({ spec }) => spec);
  };
  const rendered = (version: string, kind: string) => {
    const objects = render({ chart: METRICS, version, release: 'kube_prometheus_stack' }, folder, version);
    return objects.find((object) => object.kind === kind)!.spec;
  };

  beforeAll(async () => {
    writeFileSync(here, JSON.stringify(HERE));
    lab = await startLab({ pools: labPoolsOf(platformOf(exampleData())) });
    await lab.admin.create('/api/v1/namespaces', { metadata: { name: 'monitoring' } });
    await helm('kube_prometheus_stack', METRICS, FORMER, FORMER);
  });
  afterAll(() => lab.stop());

  it(`installs ${FORMER} with all that its kinds are told`, async () => {
    expect(await specOf('prometheuses')).toMatchObject(rendered(FORMER, 'Prometheus')!);
    expect(await specOf('alertmanagers')).toMatchObject(rendered(FORMER, 'Alertmanager')!);
  });

  it(`upgrades it to ${LATEST}, the CRDs first, as the account of the job may`, async () => {
    const job = new CrdJob(lab, folder);
    const before = await versionsOf();
    const [run] = await Promise.all([job.runAsNode(), helm('kube_prometheus_stack', METRICS, LATEST, LATEST)]);

    expect(run).toMatchObject({ status: 0, stderr: '' });
    const after = await versionsOf();
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    expect(new Set(Object.values(before))).toEqual(new Set(['0.71.2']));
    expect(new Set(Object.values(after)).size).toBe(1);
    expect(Object.values(after)[0]).not.toBe('0.71.2');
  });

  it('has the new fields afterwards', async () => {
    expect(await specOf('prometheuses')).toMatchObject(rendered(LATEST, 'Prometheus')!);
    expect(await specOf('prometheuses')).toMatchObject({ enableOTLPReceiver: true });
    expect(await specOf('alertmanagers')).toMatchObject(rendered(LATEST, 'Alertmanager')!);
  });

  it.each(OTHERS)('installs %s beside it', async (release, chart, version) => {
    await helm(release, chart, version, LATEST);

    const { status, stdout } = spawnSync(
      labPrograms().helm,
      ['status', release.replaceAll('_', '-'), '-n', 'monitoring', '--kubeconfig', lab.kubeconfig],
      { encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('STATUS: deployed') as string });
  });

  /** Version of the operator that each CRD of the chart is of. */
  async function versionsOf(): Promise<Record<string, string>> {
    const { items = [] } = await lab.admin.get(CRDS);
    return Object.fromEntries(
      items
        .filter(({ metadata }) => metadata?.name?.endsWith('.monitoring.coreos.com'))
        .map(({ metadata }) => [metadata?.name ?? '', metadata?.annotations?.['operator.prometheus.io/version'] ?? '']),
    );
  }
});
