import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { labPrograms } from '@lke-platform/stand-ins/lab/programs';
import { parseAllDocuments } from 'yaml';
import { rolloutsOf } from '../../model/derive/rollouts';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import type { ChartObject } from '../support/charts/render';
import { countsOf, reviewable } from '../support/charts/reviewable';
import { exampleData, platformOf } from '../support/platforms';
import { defaultAccountsOf } from '../support/lab/default-account';
import { labClient, onLab } from '../support/lab/running';

const CHARTS = join(__dirname, '../../infra/helm');
const PLURALS: Readonly<Record<string, string>> = {
  Deployment: '/apis/apps/v1/namespaces/argocd-charts/deployments',
  Service: '/api/v1/namespaces/argocd-charts/services',
  PodDisruptionBudget: '/apis/policy/v1/namespaces/argocd-charts/poddisruptionbudgets',
  HorizontalPodAutoscaler: '/apis/autoscaling/v2/namespaces/argocd-charts/horizontalpodautoscalers',
};

type Rendered = ChartObject & { readonly spec: Record<string, unknown> };

onLab('the charts of the repository', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lke-platform-charts-'));
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await labClient().create('/api/v1/namespaces', { metadata: { name: 'argocd-charts', labels } });
    await defaultAccountsOf(labClient(), ['argocd-charts']);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const helm = async (...args: string[]) => (await promisify(execFile)(labPrograms().helm, args)).stdout;
  const valuesFile = (name: string, values: unknown) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(values));
    return file;
  };
  const render = async (chart: string, values: unknown): Promise<Rendered[]> => {
    const args = ['--namespace', 'argocd-charts', '--kube-version', '1.33.0', '--values', valuesFile(chart, values)];
    const text = await helm('template', chart, join(CHARTS, chart), ...args);
    return parseAllDocuments(text).flatMap((document) => (document.toJSON() as Rendered | null) ?? []);
  };
  /** The example, with the sample service in every environment. */
  const rollouts = () =>
    rolloutsOf(
      platformOf({
        ...exampleData(),
        applications: ENVIRONMENT_NAMES.map((name) => ({
          ...{ name: `sample-${name}`, sourceRepo: 'infra/helm/sample-service', destinationNamespace: `env-${name}` },
        })),
      }),
    );
  const bootstrapValues = () => ({
    ...{ platform: 'acme', repository: { url: 'https://git.acme.example/p.git', revision: 'HEAD' } },
    rollouts: rollouts(),
  });
  const rootValues = (name: string) => ({
    ...{ platform: 'acme', rollout: name, revision: 'a'.repeat(40) },
    applications: rollouts().find((it) => it.name === name)?.applications ?? [],
  });

  it('are clean', async () => {
    const [production] = rollouts().filter(({ name }) => name === 'production');
    const values: Readonly<Record<string, unknown>> = {
      bootstrap: bootstrapValues(),
      applications: rootValues('production'),
      'sample-service': production?.applications[0]?.values,
    };
    for (const [chart, given] of Object.entries(values)) {
      const said = await helm('lint', '--strict', join(CHARTS, chart), '--values', valuesFile(`${chart}-lint`, given));
      expect(said).toContain('0 chart(s) failed');
    }
  });

  it.each(ENVIRONMENT_NAMES)('are accepted by the API server for %s, restricted', async (environment) => {
    const values = rootValues(environment).applications[0]?.values;
    const objects = await render('sample-service', values);

    for (const object of objects.filter(({ kind }) => PLURALS[kind])) {
      // A class of the platform is not there in this cluster.
      const { spec } = object as { spec: { template?: { spec: Record<string, unknown> } } };
      if (spec.template) {
        delete spec.template.spec.runtimeClassName;
        delete spec.template.spec.priorityClassName;
      }
      const { status, body } = await labClient().ask(
        'POST',
        `${PLURALS[object.kind]}?dryRun=All&fieldValidation=Strict`,
        object,
      );
      expect([object.kind, status, body.message]).toEqual([object.kind, 201, undefined]);
    }
    const kinds = objects.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(expect.arrayContaining(['Deployment', 'HTTPRoute', 'Service', 'ServiceMonitor']));
  });

  it('run several times in production, spread, within their bounds, and go one at a time', async () => {
    const values = rootValues('production').applications[0]?.values;
    const objects = await render('sample-service', { ...values, autoscaler: { enabled: true } });
    const [deployment, budget, autoscaler] = ['Deployment', 'PodDisruptionBudget', 'HorizontalPodAutoscaler'].map(
      (kind) => objects.find((it) => it.kind === kind),
    );

    expect(deployment?.spec).toMatchObject({
      replicas: 2,
      template: {
        spec: {
          runtimeClassName: 'env-production',
          topologySpreadConstraints: [
            { topologyKey: 'kubernetes.io/hostname' },
            { topologyKey: 'node.k8s.linode.com/host-uuid' },
          ],
          containers: [{ image: expect.stringMatching(/@sha256:[0-9a-f]{64}$/) as unknown }],
        },
      },
    });
    expect(budget?.spec).toMatchObject({ maxUnavailable: 1 });
    expect(autoscaler?.spec).toMatchObject({ minReplicas: 2, maxReplicas: 30 });
  });

  it('make an autoscaler only where somebody says that it has something to read', async () => {
    const objects = await render('sample-service', rootValues('production').applications[0]?.values);

    expect(objects.map(({ kind }) => kind)).not.toContain('HorizontalPodAutoscaler');
  });

  it('make this of production', async () => {
    const objects = [
      ...(await render('applications', rootValues('production'))),
      ...(await render('sample-service', rootValues('production').applications[0]?.values)),
    ];

    expect(reviewable(objects)).toMatchSnapshot();
    expect(countsOf(await render('bootstrap', bootstrapValues()))).toMatchSnapshot('what Argo CD starts from');
  });

  it('put a gate before each wave of production, and none elsewhere', async () => {
    const kinds = async (name: string) =>
      (await render('applications', rootValues(name))).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

    expect(await kinds('production')).toEqual(['Application sample-production', 'WaveApproval production-wave-0']);
    expect(await kinds('development')).toEqual(['Application sample-development']);
  });

  it('refuse values that they do not know', async () => {
    await expect(render('sample-service', { image: { repository: 'x', digest: 'latest' } })).rejects.toThrow('digest');
    await expect(render('bootstrap', { ...bootstrapValues(), more: true })).rejects.toThrow('more');
  });
});
