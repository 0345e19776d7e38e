import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argoCdOpenings } from '../../constructs/argocd/network-policies';
import { argoCdValues } from '../../constructs/argocd/values';
import { CHARTS } from '../../constructs/charts';
import { schedulingOf } from '../../model/derive/node-pool';
import { BASELINE_PRIORITY } from '../../model/derive/priority-class';
import { isAccepted, applyChart, withChartsOrNotRun } from '../support/charts/on-lab';
import { type ChartObject, kindsOfChart, renderChart } from '../support/charts/render';
import { eventually } from '../support/lab/eventually';
import { CHART_SETTINGS } from '../support/lab/rollout-lab';
import { exampleNodes, labClient, onLab, runningLab } from '../support/lab/running';
import { chartFolder } from '../support/observability/programs';

/** Not the one of Argo CD: others use this lab, too. */
const NAMESPACE = 'argo-cd-chart';

const folder = chartFolder('argo-cd', CHARTS['argo-cd'].version);
const where = withChartsOrNotRun(existsSync(join(folder, 'Chart.yaml')), onLab);

interface PodSpec {
  readonly containers: readonly {
    readonly name: string;
    readonly resources?: object;
    readonly ports?: readonly Port[];
  }[];
}
interface Port {
  readonly name: string;
  readonly containerPort: number;
}

where('the chart argo-cd, with the values of the stack system', () => {
  const values = argoCdValues(schedulingOf('system'), BASELINE_PRIORITY.name);
  const release = { folder, name: 'argo-cd', namespace: NAMESPACE, values };
  let objects: readonly ChartObject[];
  beforeAll(() => {
    objects = renderChart(release);
  });

  const only = (kind: string, name?: string) =>
    objects.filter((object) => object.kind === kind && (name === undefined || object.metadata.name === name));
  const podsOf = () =>
    objects.flatMap(({ kind, spec }) => {
      const template = spec?.template as { metadata: ChartObject['metadata']; spec: PodSpec } | undefined;
      return template && spec?.replicas !== 0 ? [{ kind, ...template }] : [];
    });

  it('has its settings as the platform has them', () => {
    expect(only('ConfigMap', 'argocd-cm')).toMatchObject([{ data: { ...CHART_SETTINGS, ...values.configs.cm } }]);
    expect(only('ConfigMap', 'argocd-cmd-params-cm')).toMatchObject([{ data: values.configs.params }]);
    expect(only('ConfigMap', 'argocd-rbac-cm')).toMatchObject([{ data: { 'policy.default': '', 'policy.csv': '' } }]);
  });

  it('leaves no password behind: its Secrets are empty', () => {
    expect(only('Secret').map(({ metadata, data, stringData }) => [metadata.name, data, stringData])).toEqual([
      ['argocd-secret', undefined, undefined],
    ]);
  });

  it('has nothing but what is used, on the nodes of system, before whom it has to run', () => {
    const pods = podsOf();

    expect(
      pods
        .map(({ spec }) => spec.containers.map(({ name }) => name))
        .flat()
        .sort(),
    ).toEqual(['application-controller', 'redis', 'repo-server', 'secret-init', 'server']);
    for (const { spec } of pods) {
      expect(spec).toMatchObject({ ...schedulingOf('system'), priorityClassName: BASELINE_PRIORITY.name });
    }
    // What makes the password of Redis ends within a moment; it has the limits of its namespace.
    const limited = pods.filter(({ kind }) => kind !== 'Job').flatMap(({ spec }) => spec.containers);
    for (const { name, resources } of limited) {
      const text = expect.any(String) as string;
      const bounds = { requests: { cpu: text, memory: text }, limits: { memory: text } };
      expect([name, resources]).toEqual([name, bounds]);
    }
  });

  it('gives rights in other namespaces to the controller alone', () => {
    const withRights = only('ClusterRole').filter(({ rules }) => (rules as unknown[]).length > 0);

    expect(withRights.map(({ metadata }) => metadata.name)).toEqual(['argo-cd-argocd-application-controller']);
    // By its name, policies know whom they let deploy.
    expect(only('StatefulSet')).toMatchObject([
      { spec: { template: { spec: { serviceAccountName: 'argocd-application-controller' } } } },
    ]);
  });

  it('has metrics that Prometheus finds, and gets at', () => {
    const found = ['argocd-metrics', 'argocd-repo-server-metrics', 'argocd-server-metrics'];
    const services = only('Service').filter(({ metadata }) =>
      found.includes(metadata.labels?.['app.kubernetes.io/name'] ?? ''),
    );
    const ports = services.flatMap(({ spec }) => {
      const { selector, ports: served } = spec as unknown as { selector: object; ports: { name: string }[] };
      expect(served).toMatchObject([{ name: 'http-metrics', targetPort: 'metrics' }]);
      const behind = podsOf().filter(({ metadata }) =>
        Object.entries(selector).every(([key, value]) => metadata.labels?.[key] === value),
      );
      return behind.flatMap(({ spec: pod }) =>
        pod.containers.flatMap((container) => (container.ports ?? []).filter(({ name }) => name === 'metrics')),
      );
    });
    const [opening] = argoCdOpenings('10.2.0.0/16')['allow-monitoring']?.ingress ?? [];
    const opened = (opening?.ports ?? []) as readonly { port: string }[];

    expect(services.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'])).toEqual(
      found.map(() => 'argocd'),
    );
    expect(ports.map(({ containerPort }) => String(containerPort)).sort()).toEqual(opened.map(({ port }) => port));
  });

  it('is accepted object by object, its kinds as well, and its pods are admitted and placed', async () => {
    const admin = labClient();
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await admin.create('/api/v1/namespaces', { metadata: { name: NAMESPACE, labels } });
    const { name, value } = BASELINE_PRIORITY;
    await admin.ask('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', { metadata: { name }, value });
    await exampleNodes();

    isAccepted(runningLab(), kindsOfChart(release));
    expect(applyChart(runningLab(), NAMESPACE, objects)).toHaveLength(objects.length);
    const nodes = await eventually(async () => {
      const { items = [] } = await admin.get(`/api/v1/namespaces/${NAMESPACE}/pods`);
      const placed = items.flatMap(({ spec }) => (spec as { nodeName?: string }).nodeName ?? []);
      return placed.length === podsOf().length ? placed : undefined;
    });

    expect(nodes.filter((node) => !node.includes('system'))).toEqual([]);
  });
});
