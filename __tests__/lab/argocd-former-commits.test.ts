import { isArgoCdBuilt } from '@lke-platform/stand-ins/lab/argo-cd';
import { approve } from '../../operations/approvals/approve';
import { begin } from '../../operations/approvals/begin';
import { readRollouts } from '../../operations/approvals/rollouts';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { OWNED_BY_NOTHING } from '../support/lab/attacker';
import { chartFiles, NAMESPACE, RolloutLab } from '../support/lab/rollout-lab';
import { onLab } from '../support/lab/running';

const onArgoCd = isArgoCdBuilt() ? onLab : describe.skip;

const CORE = `/api/v1/namespaces/${NAMESPACE}`;
const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`;
const DEPLOYMENT = `${APPS}/deployments/catalogue`;
const CONFIG_MAP = `${CORE}/configmaps/catalogue`;
const AUTOSCALERS = `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`;
const MERGE = 'application/merge-patch+json';
const APPLY = 'application/apply-patch+yaml';
/** How long Kubernetes' controllers get to do what they were led to. */
const MOMENT_MS = 3000;

/** Each commit has an image of its own; the first one a key of its ConfigMap that the next one has not. */
const commitOf = (text: string) => {
  const files = chartFiles('catalogue', text);
  const [path = ''] = Object.keys(files).filter((it) => it.endsWith('all.yaml'));
  const further = text === 'one' ? 'former: run-it, ' : '';
  return {
    ...files,
    [path]: (files[path] ?? '')
      .replace('\ndata: { ', `\ndata: { ${further}`)
      .replace('example.com/catalogue', `example.com/catalogue:${text}`),
  };
};

interface Found {
  readonly metadata: { readonly name: string; readonly uid: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
}

onArgoCd('what a newer commit took the place of does not come back to production', () => {
  let lab: RolloutLab;
  let team: KubernetesClient;
  let engineer: KubernetesClient;

  beforeAll(async () => {
    const application = { name: 'catalogue', sourceRepo: 'infra/helm/catalogue', destinationNamespace: NAMESPACE };
    lab = await RolloutLab.open([application], commitOf('one'));
    team = await lab.as('lke-platform-access/production-app-team');
    engineer = await lab.as();
    await rollOut('one');
  });
  afterAll(async () => {
    await lab?.stop();
  });

  async function rollOut(text: string): Promise<void> {
    const commit = await deploy(text);
    await lab.until(`${text} runs`, async () => {
      const operation = (await lab.application('catalogue'))?.operation;
      return operation?.phase === 'Succeeded' && operation.revision === commit;
    });
  }
  /** Approves a commit, with an image of its own. */
  async function deploy(text: string): Promise<string> {
    const commit = lab.repository.commit(commitOf(text));
    const waiting = async () =>
      (await readRollouts(engineer, lab.rollouts))?.find(({ name }) => name === 'production')?.waiting[0];
    await begin(engineer, 'production');
    await lab.until('the gate waits', async () => (await waiting())?.revision === commit);
    await approve(engineer, (await waiting())!, { reason: 'reviewed', now: new Date('2026-11-28T10:00:00Z') });
    return commit;
  }
  const imageOf = ({ spec }: Found) => spec.template.spec.containers[0]?.image;
  const get = async (path: string) => (await lab.admin.get(path)) as unknown as Found;
  const list = async (path: string) => (await lab.admin.listWhole(path)) as unknown as readonly Found[];
  const replicaSetOf = async (text: string) =>
    (await list(`${APPS}/replicasets`)).find((it) => imageOf(it) === `example.com/catalogue:${text}`);
  const moment = () => new Promise((resolve) => setTimeout(resolve, MOMENT_MS));
  /** @returns what was not refused by a policy */
  async function tried(
    requests: readonly (readonly ['POST' | 'PATCH' | 'DELETE', string, object, string?])[],
    who = team,
  ): Promise<readonly unknown[]> {
    const passed: unknown[] = [];
    for (const [method, path, body, type = method === 'PATCH' ? MERGE : undefined] of requests) {
      const { status, body: answer } = await who.ask(method, path, body, type);
      const { message = '' } = answer as { message?: string };
      if (status !== 422 || !/comes? by its rollout/.test(message)) passed.push([method, path, body, status, message]);
    }
    return passed;
  }

  it('by fields that somebody else has applied, too, or that are called those of a controller', async () => {
    const { spec } = (await lab.admin.get(DEPLOYMENT)) as unknown as { spec: { template: object; selector: object } };
    const { data } = (await lab.admin.get(CONFIG_MAP)) as unknown as { data: object };
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'catalogue' } };
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'catalogue' }, data };
    const applied = { ...deployment, spec: { template: spec.template, selector: spec.selector } };
    const passed = await tried([
      ['PATCH', `${DEPLOYMENT}?fieldManager=kube-controller-manager&force=true`, applied, APPLY],
      ['PATCH', `${CONFIG_MAP}?fieldManager=team`, configMap, APPLY],
    ]);
    await rollOut('two');

    expect(imageOf(await get(DEPLOYMENT))).toBe('example.com/catalogue:two');
    expect(await lab.admin.get(CONFIG_MAP)).not.toMatchObject({ data: { former: 'run-it' } });
    expect(passed).toEqual([]);
  });

  it('by its ReplicaSet, which its Deployment alone scales', async () => {
    await rollOut('three');
    const isScaled = async (text: string, replicas: number) => (await replicaSetOf(text))?.spec.replicas === replicas;
    await lab.until('the newest one took over', async () => (await isScaled('one', 0)) && (await isScaled('three', 1)));
    const former = `${APPS}/replicasets/${(await replicaSetOf('one'))!.metadata.name}`;
    const newest = `${APPS}/replicasets/${(await replicaSetOf('three'))!.metadata.name}`;
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: former.split('/').at(-1) };
    const passed = await tried([
      ['PATCH', DEPLOYMENT, { spec: { paused: true } }],
      ['PATCH', DEPLOYMENT, { spec: { minReadySeconds: 500 } }],
      ['PATCH', former, { metadata: { labels: { app: 'none' } } }],
      ['PATCH', former, { metadata: { ownerReferences: null } }],
      ['PATCH', former, { spec: { replicas: 1 } }],
      ['PATCH', `${newest}/scale`, { spec: { replicas: 0 } }],
      ['PATCH', `${former}/scale`, { spec: { replicas: 1 } }],
      ['POST', AUTOSCALERS, { metadata: { name: 'former' }, spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 1 } }],
    ]);
    await moment();

    expect([(await get(former)).spec.replicas, (await get(newest)).spec.replicas]).toEqual([0, 1]);
    expect(passed).toEqual([]);
  });

  it('as pods that outlive it, since nobody knows them any more', async () => {
    const newest = (await replicaSetOf('three'))!;
    const path = `${APPS}/replicasets/${newest.metadata.name}`;
    const pods = async () => list(`${CORE}/pods`);
    await lab.until('it has one pod', async () => (await pods()).length === 1);
    const [pod] = await pods();
    const podPath = `${CORE}/pods/${pod?.metadata.name}`;
    const passed = await tried([
      ['PATCH', podPath, { metadata: { labels: { 'pod-template-hash': null } } }],
      ['PATCH', podPath, { metadata: { ownerReferences: null } }],
      ['PATCH', path, { metadata: { finalizers: ['orphan'] } }],
      ['DELETE', path, { propagationPolicy: 'Orphan' }],
      ['DELETE', path, {}],
      ['DELETE', DEPLOYMENT, { propagationPolicy: 'Orphan' }],
      ['DELETE', DEPLOYMENT, { orphanDependents: true }],
    ]);
    await moment();

    expect((await pods()).map(({ metadata }) => metadata.uid)).toEqual([pod?.metadata.uid]);
    expect(passed).toEqual([]);
    expect((await team.ask('DELETE', podPath)).status).toBe(200);
    expect((await team.ask('DELETE', DEPLOYMENT)).status).toBe(200);
    await lab.until('it is healed', async () => (await lab.admin.get(DEPLOYMENT)) !== undefined);
  });

  it('beside what somebody wrote before it was there', async () => {
    const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { text: approved }\n';
    const path = `${CORE}/configmaps/settings`;
    const before = { metadata: { name: 'settings' }, data: { NODE_OPTIONS: '--require=/tmp/evil.js' } };
    expect((await team.ask('POST', `${CORE}/configmaps`, before)).status).toBe(201);
    lab.repository.commit({ 'infra/helm/catalogue/templates/settings.yaml': settings });
    await deploy('four');
    await lab.until('it is refused, or taken over', async () => {
      const [application, text] = [await lab.application('catalogue'), await lab.text('settings')];
      return text !== undefined || (application?.operation?.message ?? '').includes('delete it with kubectl');
    });
    expect(await lab.text('settings')).toBeUndefined();
    expect((await team.ask('DELETE', path)).status).toBe(200);
    await lab.until('it is made anew', async () => (await lab.text('settings')) === 'approved');

    expect(await lab.admin.get(path)).toMatchObject({ data: { text: 'approved' } });
    expect(await lab.admin.get(path)).not.toMatchObject({ data: { NODE_OPTIONS: expect.anything() as string } });
  });

  it('in place of what goes with an owner that is not there', async () => {
    const { uid } = (await get(CONFIG_MAP)).metadata;
    const passed = await tried([['PATCH', CONFIG_MAP, OWNED_BY_NOTHING]]);
    await moment();

    expect((await get(CONFIG_MAP)).metadata.uid).toBe(uid);
    expect(passed).toEqual([]);
  });
});
