import type { KubernetesClient, KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { chartValuesOf, HOST_LABEL } from '../../model/derive/chart-values';
import { ACCESS_NAMESPACE } from '../../model/naming';
import { eventually } from '../support/lab/eventually';
import { tokenOf } from '../support/lab/grants';
import { isolatedLab } from '../support/lab/isolation';
import { platformWithRoles } from '../support/lab/roles';
import { labClient, onLab } from '../support/lab/running';
import { podSpec, WORKLOADS, type WorkloadKind } from '../support/lab/workloads';

const NS = 'env-production';
const BOUNDS = { minReplicas: 2, maxReplicas: 10, autoscalerMaxReplicas: 8, maxSurgePercent: 30 };
const CONFIG_MAP = `/api/v1/namespaces/${ACCESS_NAMESPACE}/configmaps/deployment-policy-production`;
const BUDGETS = `/apis/policy/v1/namespaces/${NS}/poddisruptionbudgets`;
const HPAS = `/apis/autoscaling/v2/namespaces/${NS}/horizontalpodautoscalers`;

onLab('the bounds of what an environment deploys', () => {
  let lab: Lab;
  let team: KubernetesClient;
  beforeAll(async () => {
    lab = await isolatedLab({ deploymentPolicy: BOUNDS });
    team = labClient(await tokenOf('production-app-team'));
    await eventually(async () => {
      const asked = await labClient().ask('POST', `${WORKLOADS.Deployment.path(NS)}?dryRun=All`, sized('x', 500));
      return asked.status === 422 ? true : undefined;
    });
  }, 420_000);
  afterAll(() => lab.stop());

  function sized(
    name: string,
    replicas: number,
    more: object = {},
    kind: WorkloadKind = 'Deployment',
  ): KubernetesObject {
    const object = WORKLOADS[kind].object(name, podSpec({ runtimeClassName: NS }));
    return { ...object, spec: { ...(object.spec as object), replicas, ...more } };
  }
  const made = (name: string, replicas: number, more: object = {}, kind: WorkloadKind = 'Deployment') =>
    team.create(WORKLOADS[kind].path(NS), sized(name, replicas, more, kind));
  const surge = (maxSurge: number | string) => ({ strategy: { rollingUpdate: { maxSurge } } });
  const autoscaler = (name: string, maxReplicas: number, minReplicas?: number) => ({
    metadata: { name },
    spec: {
      maxReplicas,
      ...(minReplicas && { minReplicas }),
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nothing' },
    },
  });

  it.each([
    ['Deployment', 2],
    ['Deployment', 10],
    ['Deployment', 0],
    ['StatefulSet', 1],
    ['ReplicaSet', 1],
  ] as const)('takes a %s of %s', async (kind, replicas) => {
    await made(`fits-${replicas}`, replicas, {}, kind);
  });

  it.each([
    ['Deployment', 11, '11 replicas are more than env-production allows: 10 (deploymentPolicy.maxReplicas)'],
    ['StatefulSet', 11, 'allows: 10'],
    ['ReplicaSet', 11, 'allows: 10'],
    ['Deployment', 1, 'asks for: 2, or 0 to switch it off (deploymentPolicy.minReplicas)'],
  ] as const)('refuses a %s of %s, with the bound', async (kind, replicas, reason) => {
    await expect(made('beyond', replicas, {}, kind)).rejects.toThrow(reason);
  });

  it('refuses a scale, by whichever way, but not towards the bounds', async () => {
    await made('web', 3);
    const path = `${WORKLOADS.Deployment.path(NS)}/web`;
    const scaled = (replicas: number) => team.patch(`${path}/scale`, { spec: { replicas } });

    await expect(scaled(11)).rejects.toThrow('allows: 10');
    await expect(scaled(1)).rejects.toThrow('asks for: 2');
    await expect(team.patch(path, { spec: { replicas: 11 } })).rejects.toThrow('allows: 10');
    await expect(team.patch(path, [{ op: 'replace', path: '/spec/replicas', value: 11 }], 'json')).rejects.toThrow(
      'allows: 10',
    );
    await scaled(0);
    await expect(scaled(1)).rejects.toThrow('asks for: 2');
    await scaled(9);
  });

  it.each([
    ['50%', 'write spec.strategy.rollingUpdate.maxSurge: 30%'],
    [3, 'adds more pods than env-production allows'],
  ])('refuses a rollout of 4 that adds %s', async (maxSurge, reason) => {
    await expect(made('fast', 4, surge(maxSurge))).rejects.toThrow(reason);
  });

  it.each(['30%', 2, 1])('takes a rollout of 4 that adds %s', async (maxSurge) => {
    await made(`surge-${String(maxSurge).replace('%', '')}`, 4, surge(maxSurge));
  });

  it('refuses an autoscaler beyond them, by each version of the API', async () => {
    const older = HPAS.replace('v2', 'v1');

    await expect(team.create(HPAS, autoscaler('high', 9, 2))).rejects.toThrow('allows an autoscaler: 8');
    await expect(team.create(older, autoscaler('high', 9, 2))).rejects.toThrow('allows an autoscaler: 8');
    await expect(team.create(HPAS, autoscaler('low', 8))).rejects.toThrow('minReplicas 1 is less than');
    await team.create(HPAS, autoscaler('fits', 8, 2));
    await expect(team.patch(`${HPAS}/fits`, { spec: { maxReplicas: 40 } })).rejects.toThrow('allows an autoscaler: 8');
  });

  const budget = (name: string, spec: object) => ({
    metadata: { name },
    spec: { selector: { matchLabels: { app: name } }, ...spec },
  });
  it.each([{ maxUnavailable: 1 }, { minAvailable: 1 }, { minAvailable: '50%' }])(
    'takes a budget with %j',
    async (spec) => {
      await team.create(`${BUDGETS}?dryRun=All`, budget('fits', spec));
    },
  );

  it.each([
    { maxUnavailable: 2 },
    { maxUnavailable: 0 },
    { maxUnavailable: '0%' },
    { maxUnavailable: '100%' },
    { minAvailable: 0 },
    { minAvailable: '0%' },
    { minAvailable: '100%' },
  ])('refuses a budget with %j, by which all pods go at once, or none', async (spec) => {
    await expect(team.create(BUDGETS, budget('beyond', spec))).rejects.toThrow(
      'write spec.maxUnavailable: 1 (deploymentPolicy.maxUnavailable)',
    );
  });

  it('never refuses a change that leaves the field alone, after a bound was drawn in', async () => {
    await made('grown', 9, surge('30%'));
    await team.create(HPAS, autoscaler('grown', 8, 2));
    const path = `${WORKLOADS.Deployment.path(NS)}/grown`;
    const drawnIn = { minReplicas: '4', maxReplicas: '5', autoscalerMaxReplicas: '5', maxSurgePercent: '10' };
    await lab.admin.patch(CONFIG_MAP, { data: drawnIn });
    await eventually(async () => {
      const asked = await team.ask('POST', `${WORKLOADS.Deployment.path(NS)}?dryRun=All`, sized('x', 6));
      return asked.status === 422 ? true : undefined;
    });

    await team.patch(path, {
      metadata: { labels: { a: 'b' } },
      spec: { template: { metadata: { labels: { version: '2' } } } },
    });
    await team.patch(`${HPAS}/grown`, { metadata: { annotations: { a: 'b' } } });
    await team.patch(`${path}/scale`, { spec: { replicas: 9 } });
    await team.patch(`${path}/scale`, { spec: { replicas: 7 } });
    await expect(team.patch(`${path}/scale`, { spec: { replicas: 8 } })).rejects.toThrow('allows: 5');
    await lab.admin.patch(CONFIG_MAP, {
      data: { minReplicas: '2', maxReplicas: '10', autoscalerMaxReplicas: '8', maxSurgePercent: '30' },
    });
    await eventually(async () => {
      const asked = await team.ask('POST', `${WORKLOADS.Deployment.path(NS)}?dryRun=All`, sized('x', 6));
      return asked.status === 201 ? true : undefined;
    });
  });

  it('is a bound that nobody of the environment can move', async () => {
    const engineer = labClient(await tokenOf('production-platform-engineer'));

    for (const client of [team, engineer]) {
      expect(
        (await client.ask('PATCH', CONFIG_MAP, { data: { maxReplicas: '99' } }, 'application/merge-patch+json')).status,
      ).toBe(403);
      expect((await client.ask('DELETE', CONFIG_MAP)).status).toBe(403);
    }
    // One of the same name in the environment is another one.
    await team.create(`/api/v1/namespaces/${NS}/configmaps`, {
      metadata: { name: 'deployment-policy-production' },
      data: { maxReplicas: '99' },
    });
    await expect(made('beyond', 11)).rejects.toThrow('allows: 10');
  });

  it('stands in the values of charts: a Deployment of them is taken, and spread over machines', async () => {
    const production = platformWithRoles({ deploymentPolicy: BOUNDS }).environments.find(
      ({ name }) => name === 'production',
    )!;
    const {
      runtimeClassName,
      nodeSelector,
      tolerations,
      priorityClassName,
      topologySpreadConstraints,
      strategy,
      podDisruptionBudget,
    } = chartValuesOf(production);
    const labels = { app: 'charted' };
    const spread = topologySpreadConstraints.map((it) => ({ ...it, labelSelector: { matchLabels: labels } }));
    const spec = podSpec({
      runtimeClassName,
      nodeSelector,
      tolerations,
      priorityClassName,
      topologySpreadConstraints: spread,
    });
    const object = WORKLOADS.Deployment.object('charted', spec);
    await team.create(WORKLOADS.Deployment.path(NS), {
      ...object,
      spec: { ...(object.spec as object), replicas: 3, strategy },
    });
    await team.create(`/apis/policy/v1/namespaces/${NS}/poddisruptionbudgets`, {
      metadata: { name: 'charted' },
      spec: { ...podDisruptionBudget, selector: { matchLabels: labels } },
    });
    const pods = await eventually(async () => {
      const { items = [] } = (await team.get(`/api/v1/namespaces/${NS}/pods?labelSelector=app%3Dcharted`)) as {
        items?: { spec?: { nodeName?: string } }[];
      };
      return items.length === 3 && items.every(({ spec: it }) => it?.nodeName) ? items : undefined;
    });
    const nodes = await Promise.all(pods.map(({ spec: it }) => lab.admin.get(`/api/v1/nodes/${it?.nodeName}`)));

    expect(new Set(nodes.map(({ metadata }) => metadata?.labels?.[HOST_LABEL])).size).toBe(3);
  });
});
