import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { schedulingOf } from '../../model/derive/node-pool';
import { ENVIRONMENT_KEY } from '../../model/naming';
import type { KubernetesClient, KubernetesObject } from '@lke-platform/stand-ins/lab/client';
import { LAB_VERSIONS } from '@lke-platform/stand-ins/lab/programs';
import { labClient, onLab, runningLab } from '../support/lab/running';

interface Pod extends KubernetesObject {
  spec?: { nodeName?: string };
  status?: { phase?: string; conditions?: { type: string; status: string; message?: string }[] };
}

const container = (requests: object = {}) => ({ name: 'app', image: 'example.com/app:1', resources: { requests } });

onLab('the lab', () => {
  const admin = () => labClient();
  const namespace = `lab-${randomUUID()}`;
  const inNamespace = `/api/v1/namespaces/${namespace}`;
  beforeAll(() => admin().create('/api/v1/namespaces', { metadata: { name: namespace } }));
  afterAll(() => admin().remove(`/api/v1/namespaces/${namespace}`));

  it('is the release that LKE offers', async () => {
    await expect(admin().get('/version')).resolves.toMatchObject({ gitVersion: `v${LAB_VERSIONS.kubernetes}` });
  });

  it('knows lke-admin by a token of kube-system, as the kubeconfig of LKE has it', async () => {
    const { lkeAdminToken } = runningLab();
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const answer = await labClient(lkeAdminToken).create('/apis/authentication.k8s.io/v1/selfsubjectreviews', review);

    expect(answer.status).toMatchObject({ userInfo: { username: 'system:serviceaccount:kube-system:lke-admin' } });
  });

  it('has the nodes of the pools, with their sizes, labels and taints', async () => {
    const { items = [] } = await admin().get(`/api/v1/nodes?labelSelector=${ENVIRONMENT_KEY}%3Dproduction`);

    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items[0]).toMatchObject({
      metadata: { labels: { [ENVIRONMENT_KEY]: 'production', 'node.kubernetes.io/instance-type': 'g6-standard-8' } },
      spec: { taints: [{ key: ENVIRONMENT_KEY, value: 'production', effect: 'NoSchedule' }] },
      status: { allocatable: { cpu: '8', memory: '32Gi', pods: '110' } },
    });
  });

  it('runs a Deployment on the nodes that its pods ask for', async () => {
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

    const message = await eventually(async () => {
      const { status } = (await admin().get(`${inNamespace}/pods/greedy`)) as Pod;
      return status?.conditions?.find(({ type, status: holds }) => type === 'PodScheduled' && holds === 'False')
        ?.message;
    });
    expect(message).toContain('Insufficient cpu');
  });

  it('holds quotas', async () => {
    const quota = { metadata: { name: 'no-secrets' }, spec: { hard: { secrets: '0' } } };
    await admin().create(`${inNamespace}/resourcequotas`, quota);
    await eventually(async () => {
      const { status } = await admin().get(`${inNamespace}/resourcequotas/no-secrets`);
      return (status as { hard?: object }).hard;
    });

    await expect(secret(admin(), 'one')).rejects.toThrow('exceeded quota: no-secrets');
  });

  it('gives tokens of ServiceAccounts, and takes those of nobody', async () => {
    const path = `${inNamespace}/serviceaccounts/default/token`;
    const { status } = await admin().create(path, { spec: { expirationSeconds: 600 } });
    const { token } = status as { token: string };

    await expect(labClient(token).ask('GET', `${inNamespace}/secrets`)).resolves.toMatchObject({ status: 403 });
    await expect(labClient('nobody').ask('GET', `${inNamespace}/secrets`)).resolves.toMatchObject({ status: 401 });
  });

  function secret(client: KubernetesClient, name: string): Promise<KubernetesObject> {
    return client.create(`${inNamespace}/secrets`, { metadata: { name } });
  }
});

/** Asks until there is an answer. */
async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error('it did not happen within a minute');
}
