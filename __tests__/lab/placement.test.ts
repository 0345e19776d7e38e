import { type KubernetesClient, type KubernetesObject, PATCH } from '@lke-platform/stand-ins/lab/client';
import type { Lab } from '@lke-platform/stand-ins/lab/lab';
import { schedulingOf } from '../../model/derive/node-pool';
import { priorityClassOf } from '../../model/derive/priority-class';
import { ENVIRONMENT_KEY } from '../../model/naming';
import { eventually } from '../support/lab/eventually';
import { tokenOf } from '../support/lab/grants';
import { beforePlacement, isolatedLab } from '../support/lab/isolation';
import { labClient, onLab } from '../support/lab/running';
import { affinity, SMUGGLED } from '../support/lab/smuggled';
import { podSpec, WORKLOADS, type WorkloadKind } from '../support/lab/workloads';

const NS = 'env-production';
const CLASS = { runtimeClassName: NS };
const KINDS = Object.keys(WORKLOADS) as WorkloadKind[];
const LINE = `runtimeClassName: ${NS}`;
const { nodeSelector: SELECTOR, tolerations: TOLERATIONS } = schedulingOf('production');
interface Pod extends KubernetesObject {
  spec?: { nodeName?: string };
}

onLab('where the pods of an environment run', () => {
  let lab: Lab;
  let team: KubernetesClient;
  let engineer: KubernetesClient;
  beforeAll(async () => {
    lab = await isolatedLab();
    team = labClient(await tokenOf('production-app-team'));
    engineer = labClient(await tokenOf('production-platform-engineer'));
  }, 420_000);
  afterAll(() => lab.stop());

  const made = (kind: WorkloadKind, name: string, spec: object, client = team) =>
    client.create(WORKLOADS[kind].path(NS), WORKLOADS[kind].object(name, podSpec(spec)));
  /** The environment of the node that the scheduler chose for a pod with this label. */
  const environmentOf = (label: string) =>
    eventually(async () => {
      const { items = [] } = (await lab.admin.get(`/api/v1/namespaces/${NS}/pods?labelSelector=${label}`)) as {
        items?: Pod[];
      };
      const nodeName = items[0]?.spec?.nodeName;
      if (nodeName === undefined) return undefined;
      return (await lab.admin.get(`/api/v1/nodes/${nodeName}`)).metadata?.labels?.[ENVIRONMENT_KEY];
    });

  it.each([
    ['the class of the environment', CLASS],
    ['selector and toleration', { nodeSelector: SELECTOR, tolerations: TOLERATIONS }],
    ['affinity and toleration', { affinity: affinity(['production']), tolerations: TOLERATIONS }],
  ])('is on its nodes by %s, says the scheduler', async (_what, spec) => {
    const name = `placed-${Object.keys(spec)[0]?.toLowerCase()}`;
    await made('Pod', name, spec);

    expect(await environmentOf(`app=${name}`)).toBe('production');
  });

  it('is on its nodes for what a Deployment makes', async () => {
    await made('Deployment', 'web', CLASS);

    expect(await environmentOf('app=web')).toBe('production');
  });

  it.each(KINDS.filter((kind) => !['Pod', 'ReplicationController', 'DaemonSet'].includes(kind)))(
    'takes a %s with the line',
    async (kind) => {
      await expect(made(kind, `with-line-${kind.toLowerCase()}`, CLASS)).resolves.toMatchObject({ metadata: {} });
    },
  );

  it.each(KINDS)('refuses a %s without it, with the line to add', async (kind) => {
    // An application team may make no ReplicationController.
    const asked = made(kind, 'lost', {}, kind === 'ReplicationController' ? engineer : team);

    await expect(asked).rejects.toThrow(`run on the nodes of production, and these would not, or not only. Add to `);
    const path =
      kind === 'Pod' ? 'spec' : kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec';
    const lines =
      'the lines   nodeSelector: {lke-platform.io/environment: production}   tolerations: [{key: lke-platform.io/environment, value: production}]';
    await expect(asked).rejects.toThrow(`Add to ${path} ${kind === 'DaemonSet' ? lines : `the line   ${LINE}`}`);
  });

  it.each(SMUGGLED)('refuses a pod, a Deployment and a CronJob with %s', async (_what, spec, reason) => {
    for (const kind of ['Pod', 'Deployment', 'CronJob'] as const) {
      await expect(made(kind, 'smuggled', spec)).rejects.toThrow(reason);
    }
  });

  it('refuses whoever binds a pod by hand, and lets nobody but a role of the environment try', async () => {
    const pod = await made('Pod', 'unbound', { ...CLASS, schedulerName: 'nobody' });
    const binding = { metadata: { name: 'unbound' }, target: { kind: 'Node', name: 'lke-staging-general-1' } };
    const paths = [`/api/v1/namespaces/${NS}/pods/unbound/binding`, `/api/v1/namespaces/${NS}/bindings`];

    expect(pod.metadata?.name).toBe('unbound');
    for (const path of paths) {
      expect((await team.ask('POST', path, binding)).status).toBe(403);
      await expect(engineer.create(path, binding)).rejects.toThrow('The scheduler alone places pods');
    }
  });

  it('refuses a change of placement, by a patch, an apply or a rollout to a former template', async () => {
    await made('StatefulSet', 'data', CLASS);
    const path = `${WORKLOADS.StatefulSet.path(NS)}/data`;
    const away = {
      spec: { template: { spec: { runtimeClassName: null, nodeSelector: { [ENVIRONMENT_KEY]: 'staging' } } } },
    };
    const revision = {
      metadata: { name: 'data-forged', labels: { app: 'data' } },
      revision: 9,
      data: { spec: { template: { $patch: 'replace', spec: podSpec({ nodeName: 'lke-staging-general-1' }) } } },
    };
    const applied = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      ...WORKLOADS.StatefulSet.object('data', podSpec({ ...CLASS, tolerations: [{ operator: 'Exists' }] })),
    };

    await expect(team.patch(path, away)).rejects.toThrow(LINE);
    await expect(team.patch(`${path}?fieldManager=team&force=true`, applied, 'apply')).rejects.toThrow(
      'or for every node',
    );
    const revisions = `/apis/apps/v1/namespaces/${NS}/controllerrevisions`;
    await expect(engineer.create(revisions, revision)).rejects.toThrow('passes by the scheduler');
  });

  it('refuses another toleration for a pod that is there', async () => {
    await made('Pod', 'tolerant', CLASS);
    const path = `/api/v1/namespaces/${NS}/pods/tolerant`;
    const pod = (await team.get(path)) as KubernetesObject & { spec: { tolerations: object[] } };
    const tolerations = [...pod.spec.tolerations, { key: ENVIRONMENT_KEY, value: 'staging', effect: 'NoSchedule' }];

    await expect(team.patch(path, { spec: { tolerations } })).rejects.toThrow('another environment');
  });

  it('lets a change through that leaves placement alone, of what was there before the policies', async () => {
    const old = '/apis/apps/v1/namespaces/env-staging/deployments/old';
    await beforePlacement(lab, 'env-staging', () =>
      lab.admin.create(WORKLOADS.Deployment.path('env-staging'), WORKLOADS.Deployment.object('old', podSpec())),
    );
    const staging = labClient(await tokenOf('staging-app-team'));
    const container = { name: 'app', image: 'example.com/app:2' };

    await staging.patch(old, {
      metadata: { labels: { 'example.com/a': 'b' }, annotations: { c: 'd' }, finalizers: ['example.com/f'] },
    });
    await staging.patch(old, { metadata: { finalizers: null } });
    await staging.patch(old, { spec: { template: { spec: { containers: [container] } } } }, 'strategic');
    await staging.patch(`${old}/scale`, { spec: { replicas: 3 } });
    await lab.admin.patch(`${old}/status`, { status: { observedGeneration: 1 } });
    // Its controller makes its pods, as of a lost node; those of the former template go meanwhile.
    await eventually(async () => {
      const { items = [] } = await staging.get('/api/v1/namespaces/env-staging/pods?labelSelector=app%3Dold');
      const pods = items.map(({ metadata }) => `/api/v1/namespaces/env-staging/pods/${String(metadata?.name)}`);
      const change = { metadata: { labels: { 'example.com/a': 'b' } } };
      const answers = await Promise.all(pods.map((pod) => staging.ask('PATCH', pod, change, PATCH.merge)));
      expect(answers.filter(({ status }) => ![200, 404].includes(status))).toEqual([]);
      return answers.filter(({ status }) => status === 200).length >= 3 ? true : undefined;
    });
    await expect(staging.patch(old, { spec: { template: { spec: { nodeSelector: { a: 'b' } } } } })).rejects.toThrow(
      'runtimeClassName: env-staging',
    );
  });

  it('takes the lines that it prints for a DaemonSet, not the class, which its controller does not know', async () => {
    const taint = { key: ENVIRONMENT_KEY, value: 'production' };

    await expect(made('DaemonSet', 'by-class', CLASS)).rejects.toThrow('the lines   nodeSelector');
    await made('DaemonSet', 'by-lines', { nodeSelector: SELECTOR, tolerations: [taint] });
  });

  it('lets a pod be looked into and copied, as kubectl debug does it, and DaemonSets run on the nodes', async () => {
    await made('DaemonSet', 'agent', { nodeSelector: SELECTOR, tolerations: TOLERATIONS });
    const pods = await eventually(async () => {
      const { items = [] } = (await team.get(`/api/v1/namespaces/${NS}/pods?labelSelector=app%3Dagent`)) as {
        items?: Pod[];
      };
      return items.length > 0 && items.every(({ spec }) => spec?.nodeName) ? items : undefined;
    });
    const of = await Promise.all(pods.map(({ spec }) => lab.admin.get(`/api/v1/nodes/${spec?.nodeName}`)));
    expect(new Set(of.map(({ metadata }) => metadata?.labels?.[ENVIRONMENT_KEY]))).toEqual(new Set(['production']));

    const path = `/api/v1/namespaces/${NS}/pods`;
    await made('Pod', 'troubled', CLASS);
    const { spec } = (await team.get(`${path}/troubled`)) as { spec: { nodeName?: string; containers: object[] } };
    const debugger_ = { ...podSpec().containers[0], name: 'debugger' };
    await team.patch(
      `${path}/troubled/ephemeralcontainers`,
      { spec: { ephemeralContainers: [debugger_] } },
      'strategic',
    );
    const copied = { ...spec, nodeName: undefined };
    await expect(team.create(path, { metadata: { name: 'copy' }, spec: copied })).resolves.toMatchObject({ spec: {} });
  });

  it.each(['system-node-critical', 'system-cluster-critical', 'lke-platform-baseline', 'env-system', 'env-staging'])(
    'refuses the priority %s to a pod and to a template',
    async (priorityClassName) => {
      const spec = { ...CLASS, priorityClassName };
      for (const kind of ['Pod', 'Deployment', 'Job'] as const) {
        await expect(made(kind, 'urgent', spec)).rejects.toThrow(/is not of this environment|not permitted/);
      }
    },
  );

  it('gives the priority of the environment, and what an administrator made for it', async () => {
    await lab.admin.create('/apis/scheduling.k8s.io/v1/priorityclasses', {
      metadata: { name: `${NS}-batch` },
      value: 1,
    });
    const priority = async (name: string, priorityClassName: string) => {
      const { spec } = await made('Pod', name, { ...CLASS, priorityClassName });
      return (spec as { priority: number }).priority;
    };

    expect(await priority('first', NS)).toBe(priorityClassOf('production').value);
    expect(await priority('last', `${NS}-batch`)).toBe(1);
  });

  it('refuses nothing in other namespaces', async () => {
    const { Pod } = WORKLOADS;
    await lab.admin
      .create('/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'default' } })
      .catch(() => undefined);

    await expect(lab.admin.create(Pod.path('default'), Pod.object('free', podSpec()))).resolves.toMatchObject({
      spec: {},
    });
  });
});
