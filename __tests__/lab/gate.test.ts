import { STATUS_KEY } from '../../model/naming';
import { REPAIR_USER_KEY } from '../../model/lifecycle/admission/repair';
import type { KubernetesClient } from '../../operations/kubernetes/client';
import { APP_TEAM, give, type GatedLab, NAMESPACE, startGatedLab } from '../support/lab/gated-lab';
import { onLab } from '../support/lab/running';
import { SMUGGLING } from '../support/lab/smuggling';
import { APPS, CORE, POD, WORKLOADS } from '../support/lab/gated-workloads';

const LKE_ADMIN = 'kube-system/lke-admin';
const ROLLOUTS = { serviceAccount: 'argo-rollouts/argo-rollouts', resources: ['rollouts.argoproj.io'] };
const MERGE = 'application/merge-patch+json';
const NAMESPACES = `/api/v1/namespaces/${NAMESPACE}`;

onLab('the gate of an environment that is not ready', () => {
  let gated: GatedLab;
  let team: KubernetesClient;
  let lkeAdmin: KubernetesClient;
  beforeAll(async () => {
    gated = await startGatedLab({}, [ROLLOUTS]);
    [team, lkeAdmin] = [gated.as(APP_TEAM), gated.as(LKE_ADMIN)];
    await give(gated.lab, ROLLOUTS.serviceAccount, [
      { apiGroups: ['apps', 'argoproj.io'], resources: ['*'], verbs: ['*'] },
    ]);
    await addRollouts(gated);
    await gated.setStatus('ready');
    for (const make of Object.values(WORKLOADS)) await gated.admin.send('POST', ...make('web'));
    const container = { ...POD.containers[0], resources: { requests: { cpu: '100m' } } };
    const waits = { metadata: { name: 'waits' }, spec: { containers: [container], schedulerName: 'nobody' } };
    await gated.admin.send('POST', `${CORE}/pods`, waits);
    await gated.setStatus('degraded');
  });
  afterAll(() => gated.stop());

  const asked = async (client: KubernetesClient, method: string, path: string, body?: unknown, type?: string) => {
    const answer = await client.ask(method, path, body, type);
    return [answer.status, (answer.body as { message?: string }).message ?? ''] as const;
  };

  it.each(SMUGGLING.map((it) => [it.what, it.by, it] as const))('refuses to %s, as %s', async (_what, by, it) => {
    const [status, message] = await asked(by === 'app-team' ? team : lkeAdmin, it.method, it.path, it.body, it.type);

    expect([status, message]).toEqual([422, expect.stringContaining('takes no workloads, because it is degraded')]);
  });

  it('says what to do', async () => {
    const [, message] = await asked(team, 'POST', ...WORKLOADS.Pod!('intruder'));

    expect(message).toContain(
      'The environment staging takes no workloads, because it is degraded: npx lke-platform environment status staging',
    );
  });

  it.each([
    ['makes of a Deployment', 'deployment-controller', 'ReplicaSet'],
    ['makes of a ReplicaSet', 'replicaset-controller', 'Pod'],
    ['makes of a CronJob', 'cronjob-controller', 'Job'],
  ])('lets through what Kubernetes %s', async (_what, controller, kind) => {
    const [path, body] = WORKLOADS[kind]!('by-controller');

    expect(await asked(gated.as(`kube-system/${controller}`), 'POST', `${path}?dryRun=All`, body)).toEqual([201, '']);
  });

  it('lets an autoscaler that was there before go on', async () => {
    const path = `${APPS}/deployments/web/scale`;
    const scale = (await gated.admin.get(path)) as unknown as { spec: object };

    expect(
      await asked(gated.as('kube-system/horizontal-pod-autoscaler'), 'PUT', `${path}?dryRun=All`, {
        ...scale,
        spec: { replicas: 3 },
      }),
    ).toEqual([200, '']);
  });

  it.each([
    ['another account of kube-system', 'kube-system/default'],
    ["Argo CD's application controller", 'argocd/argocd-application-controller'],
    ['an account that calls itself as a controller is called', `${NAMESPACE}/deployment-controller`],
  ])('lets %s through as little as people', async (_what, account) => {
    await give(gated.lab, account, [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }]);

    expect(await asked(gated.as(account), 'POST', ...WORKLOADS.Pod!('intruder'))).toEqual([
      422,
      expect.stringContaining('because it is degraded'),
    ]);
  });

  it('lets a controller of the file through, and gates what people write for it', async () => {
    const [path, body] = WORKLOADS.ReplicaSet!('by-rollouts');
    const rollouts = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts`;
    const rollout = (name: string) => ({
      ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name }, spec: { replicas: 1 } },
    });

    expect(await asked(gated.as(ROLLOUTS.serviceAccount), 'POST', path, body)).toEqual([201, '']);
    expect(await asked(lkeAdmin, 'POST', rollouts, rollout('new'))).toEqual([422, expect.stringContaining('degraded')]);
    const changes = [
      ['/scale', { spec: { replicas: 5 } }],
      ['/status', { status: { promoteFull: true } }],
      ['', { metadata: { annotations: { 'example.com/promote': 'true' } } }],
      ['', { strategy: 'now' }],
    ] as const;
    for (const [part, change] of changes) {
      const answer = await asked(lkeAdmin, 'PATCH', `${rollouts}/web${part}`, change, MERGE);
      expect([change, ...answer]).toEqual([change, 422, expect.stringContaining('degraded')]);
    }
    const labels = { metadata: { labels: { owner: 'team' } } };
    expect(await asked(lkeAdmin, 'PATCH', `${rollouts}/web`, labels, MERGE)).toEqual([200, '']);
    const promoted = [`${rollouts}/web/status`, { status: { promoteFull: true } }, MERGE] as const;
    expect(await asked(gated.as(ROLLOUTS.serviceAccount), 'PATCH', ...promoted)).toEqual([200, '']);
  });

  it.each([
    [
      'labels a Deployment',
      'PATCH',
      `${APPS}/deployments/web`,
      { metadata: { labels: { owner: 'team' } } },
      MERGE,
      200,
    ],
    ['scales to what it is', 'PATCH', `${APPS}/statefulsets/web/scale`, { spec: { replicas: 1 } }, MERGE, 200],
    ['annotates a pod', 'PATCH', `${CORE}/pods/web`, { metadata: { annotations: { note: 'x' } } }, MERGE, 200],
    [
      'debugs a pod',
      'PATCH',
      `${CORE}/pods/web/ephemeralcontainers`,
      { spec: { ephemeralContainers: [{ name: 'debugger', image: 'example.com/debug:1' }] } },
      'application/strategic-merge-patch+json',
      200,
    ],
    [
      'evicts a pod',
      'POST',
      `${CORE}/pods/web/eviction`,
      { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'web' } },
      undefined,
      201,
    ],
    ['removes a pod', 'DELETE', `${CORE}/pods/waits`, undefined, undefined, 200],
    ['removes a Deployment', 'DELETE', `${APPS}/deployments/web?dryRun=All`, undefined, undefined, 200],
  ])('stays out of the way of whoever %s', async (_what, method, path, body, type, expected) => {
    expect(await asked(team, method, path, body, type)).toEqual([expected, '']);
  });

  it('opens no stream of its own, and refuses none', async () => {
    const [status, message] = await asked(team, 'GET', `${CORE}/pods/web/exec?command=sh&container=app`);

    expect([status, message]).not.toEqual([422, expect.stringContaining('takes no workloads')]);
  });

  const labels = { metadata: { labels: { [STATUS_KEY]: 'ready' } } };
  it.each([
    ['the label', 'PATCH', NAMESPACES, labels],
    ['the label by the status', 'PATCH', `${NAMESPACES}/status`, labels],
    ['the label off', 'PATCH', NAMESPACES, { metadata: { labels: { [STATUS_KEY]: null } } }],
    ['who may deploy a fix', 'PATCH', NAMESPACES, { metadata: { annotations: { [REPAIR_USER_KEY]: 'me' } } }],
    [
      'another environment up as ready',
      'POST',
      '/api/v1/namespaces',
      {
        metadata: { name: 'env-development', labels: labels.metadata.labels },
      },
    ],
  ])('is not opened by a cluster-admin who sets %s', async (_what, method, path, body) => {
    const [status, message] = await asked(lkeAdmin, method, path, body, method === 'POST' ? undefined : MERGE);

    expect([status, message]).toEqual([422, expect.stringMatching(/npx lke-platform environment (status|repair)/)]);
  });

  it('is not opened by finalizing the namespace', async () => {
    const namespace = (await gated.admin.get(NAMESPACES)) as unknown as { metadata: { labels: object } };
    const body = { ...namespace, metadata: { ...namespace.metadata, labels: labels.metadata.labels } };

    expect(await asked(lkeAdmin, 'PUT', `${NAMESPACES}/finalize`, body)).toEqual([
      422,
      expect.stringContaining(STATUS_KEY),
    ]);
  });

  it('lets a namespace have other labels and annotations', async () => {
    const body = { metadata: { labels: { team: 'shop' }, annotations: { note: 'x' } } };

    expect(await asked(lkeAdmin, 'PATCH', NAMESPACES, body, MERGE)).toEqual([200, '']);
  });

  it.each([
    ['provisioning', 'provisioning'],
    ['recovering', 'recovering'],
    ['retired', 'retired'],
    [null, 'not ready'],
  ] as const)('is closed while the status is %s', async (status, says) => {
    await gated.setStatus(status);

    expect(await asked(team, 'POST', ...WORKLOADS.Pod!('intruder'))).toEqual([
      422,
      expect.stringContaining(`because it is ${says}`),
    ]);
  });

  it('is open when the environment is ready', async () => {
    await gated.setStatus('ready');

    expect(await asked(team, 'POST', ...WORKLOADS.Pod!('welcome'))).toEqual([201, '']);
  });
});

/** The kind that Argo Rollouts brings, as far as it counts here, with one that was there before. */
async function addRollouts({ admin, setStatus }: GatedLab): Promise<void> {
  const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const schema = {
    openAPIV3Schema: { type: 'object', properties: { spec: anything, status: anything, strategy: { type: 'string' } } },
  };
  const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };
  await admin.send('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: 'rollouts.argoproj.io' },
    spec: {
      ...{ group: 'argoproj.io', scope: 'Namespaced' },
      names: { plural: 'rollouts', singular: 'rollout', kind: 'Rollout', listKind: 'RolloutList' },
      versions: [{ name: 'v1alpha1', served: true, storage: true, schema, subresources: { scale, status: {} } }],
    },
  });
  await setStatus('ready');
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/rollouts`;
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: { replicas: 1 },
  };
  const deadline = Date.now() + 180_000;
  while ((await admin.ask('POST', path, rollout)).status !== 201) {
    if (Date.now() > deadline) throw new Error('the API server does not serve Rollouts within a minute');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
