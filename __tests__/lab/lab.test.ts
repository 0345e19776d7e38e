import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { schedulingOf } from '../../model/derive/node-pool';
import { ENVIRONMENT_KEY } from '../../model/naming';
import type { KubernetesClient, KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { startLab, type Lab } from '@lke-platform/stand-ins/lab/lab';
import type { LabPool } from '@lke-platform/stand-ins/lab/nodes';
import { labPoolsOf, sizeOf } from '@lke-platform/stand-ins/lab/pools';
import { LAB_VERSIONS } from '@lke-platform/stand-ins/lab/programs';
import { exampleNodes, labClient, onLab, runningLab } from '../support/lab/running';
import { exampleData, platformOf } from '../support/platforms';

interface Pod extends KubernetesObject {
  spec?: { nodeName?: string };
  status?: { phase?: string; conditions?: { type: string; status: string; message?: string }[] };
}

const container = (requests: object = {}) => ({ name: 'app', image: 'example.com/app:1', resources: { requests } });

onLab('the lab', () => {
  const admin = () => labClient();
  const namespace = `lab-${randomUUID()}`;
  const inNamespace = `/api/v1/namespaces/${namespace}`;
  beforeAll(() => exampleNodes());
  beforeAll(() => admin().create('/api/v1/namespaces', { metadata: { name: namespace } }));
  afterAll(() => admin().remove(`/api/v1/namespaces/${namespace}`));

  it('is the release that LKE offers', async () => {
    await expect(admin().get('/version')).resolves.toMatchObject({ gitVersion: `v${LAB_VERSIONS.kubernetes}` });
  });

  it('knows lke-admin by a token of kube-system, as the kubeconfig of LKE has it (E4)', async () => {
    const { lkeAdminToken } = runningLab();
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const answer = await labClient(lkeAdminToken).create('/apis/authentication.k8s.io/v1/selfsubjectreviews', review);

    expect(answer.status).toMatchObject({ userInfo: { username: 'system:serviceaccount:kube-system:lke-admin' } });
  });

  it('has the nodes of the pools, with their sizes, labels and taints (E2)', async () => {
    const pools = labPoolsOf(platformOf(exampleData())).filter(
      ({ labels }) => labels[ENVIRONMENT_KEY] === 'production',
    );
    const nodes = await eventually(async () => {
      const { items = [] } = await admin().get(`/api/v1/nodes?labelSelector=${ENVIRONMENT_KEY}%3Dproduction`);
      // A new node is tainted until it is ready.
      return items.some((it) => JSON.stringify(it.spec).includes('not-ready')) ? undefined : items;
    });

    expect(nodes.map(({ metadata }) => metadata?.name).sort()).toEqual(pools.flatMap((it) => it.nodes).sort());
    const [pool] = pools;
    expect(nodes.find(({ metadata }) => metadata?.name === pool?.nodes[0])).toMatchObject({
      metadata: { labels: { ...pool?.labels, 'node.kubernetes.io/instance-type': pool?.type } },
      spec: { taints: [{ key: ENVIRONMENT_KEY, value: 'production', effect: 'NoSchedule' }] },
      status: { allocatable: { cpu: String(pool?.vcpus), memory: `${pool?.memory}Gi`, pods: '110' } },
    });
  });

  it('runs a Deployment on the nodes that its pods ask for (E1, E3)', async () => {
    const labels = { app: 'placed' };
    await admin().create(`/apis/apps/v1/namespaces/${namespace}/deployments`, {
      metadata: { name: 'placed' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { ...schedulingOf('production'), containers: [container()] } },
      },
    });
    const pods = await eventually(async () => {
      const { items = [] } = await admin().get(`${inNamespace}/pods?labelSelector=app%3Dplaced`);
      const running = (items as Pod[]).filter(({ status }) => status?.phase === 'Running');
      return running.length === 2 ? running : undefined;
    });

    const node = await admin().get(`/api/v1/nodes/${String(pods[0]?.spec?.nodeName)}`);
    expect(node.metadata?.labels).toMatchObject({ [ENVIRONMENT_KEY]: 'production' });
  });

  it('leaves a pod pending that is greater than any node', async () => {
    const pod = { metadata: { name: 'greedy' }, spec: { containers: [container({ cpu: '500' })] } };
    await admin().create(`${inNamespace}/pods`, pod);

    // Before it, the scheduler may speak of nodes that are not ready yet.
    await eventually(async () => {
      const { status } = (await admin().get(`${inNamespace}/pods/greedy`)) as Pod;
      const waits = status?.conditions?.find(({ type, status: holds }) => type === 'PodScheduled' && holds === 'False');
      return waits?.message?.includes('Insufficient cpu') ? waits : undefined;
    });
  });

  it('holds quotas (E1)', async () => {
    const quota = { metadata: { name: 'no-secrets' }, spec: { hard: { secrets: '0' } } };
    await admin().create(`${inNamespace}/resourcequotas`, quota);
    // It is held a moment after it was made.
    const refusal = await eventually(async () => {
      const secret = { metadata: { generateName: 'one-more-' } };
      const { status, body } = await admin().ask('POST', `${inNamespace}/secrets`, secret);
      return status === 403 ? body.message : undefined;
    });

    expect(refusal).toContain('exceeded quota: no-secrets');
  });

  it('gives tokens of ServiceAccounts, and takes those of nobody', async () => {
    const path = `${inNamespace}/serviceaccounts/default/token`;
    const { status } = await admin().create(path, { spec: { expirationSeconds: 600 } });
    const { token } = status as { token: string };

    await expect(labClient(token).ask('GET', `${inNamespace}/secrets`)).resolves.toMatchObject({ status: 403 });
    await expect(labClient('nobody').ask('GET', `${inNamespace}/secrets`)).resolves.toMatchObject({ status: 401 });
  });
});

onLab('a lab of a test', () => {
  const pool = (id: string, nodes: string[], labels = {}): LabPool => {
    return { id, nodes, labels, taints: [], type: 'g6-standard-2', region: 'nl-ams', ...sizeOf('g6-standard-2') };
  };
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ pools: [pool('a', ['a1', 'a2'], { old: 'yes' })], perControllerAccounts: false });
  });
  afterAll(() => lab.stop());

  it('follows the pools: nodes come and go, and take on new labels', async () => {
    await lab.setPools([pool('a', ['a1'], { new: 'yes' }), pool('b', ['b1'])]);
    const { items = [] } = await lab.admin.get('/api/v1/nodes');

    expect(items.map(({ metadata }) => metadata?.name).sort()).toEqual(['a1', 'b1']);
    const labels = items.find(({ metadata }) => metadata?.name === 'a1')?.metadata?.labels;
    expect(labels).toMatchObject({ new: 'yes', 'kubernetes.io/os': 'linux' });
    expect(labels).not.toHaveProperty('old');
  });

  it('takes the same pools from two at once', async () => {
    const pools = [pool('a', ['a1']), pool('c', ['c1', 'c2', 'c3'])];
    await expect(Promise.all([lab.setPools(pools), lab.setPools(pools)])).resolves.toHaveLength(2);
  });

  it('lets all controllers be one user, where that is asked for (E5)', async () => {
    const accounts = async (client: KubernetesClient) => {
      const { items = [] } = await client.get('/api/v1/namespaces/kube-system/serviceaccounts');
      return items.map(({ metadata }) => metadata?.name);
    };

    expect(await accounts(labClient())).toContain('deployment-controller');
    expect(await accounts(lab.admin)).not.toContain('deployment-controller');
  });
});

/** Asks until there is an answer. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error('it did not happen within a minute');
}
