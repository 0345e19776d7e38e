import { randomUUID } from 'node:crypto';
import { provenActor } from '../../operations/audit/actor';
import { KubernetesClient } from '../../operations/kubernetes/client';
import { labClient, onLab, runningLab } from '../support/lab/running';

onLab('who acts, by a credential of the cluster', () => {
  const namespace = `actor-${randomUUID()}`;
  beforeAll(() => labClient().create('/api/v1/namespaces', { metadata: { name: namespace } }));
  afterAll(() => labClient().remove(`/api/v1/namespaces/${namespace}`));

  async function actorOf(token: string) {
    const { server, ca } = runningLab();
    const kubernetes = new KubernetesClient({ server, ca, credential: { token } });
    try {
      return await provenActor({ kubernetes });
    } finally {
      kubernetes.close();
    }
  }

  it('is lke-admin with the kubeconfig of LKE', async () => {
    await expect(actorOf(runningLab().lkeAdminToken)).resolves.toEqual({
      name: 'system:serviceaccount:kube-system:lke-admin',
      provenBy: 'self-subject-review',
    });
  });

  it('is a ServiceAccount without any right, with a token that ends', async () => {
    const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
    await labClient().create(accounts, { metadata: { name: 'deployer' } });
    const { status } = await labClient().create(`${accounts}/deployer/token`, { spec: { expirationSeconds: 600 } });

    await expect(actorOf((status as { token: string }).token)).resolves.toMatchObject({
      name: `system:serviceaccount:${namespace}:deployer`,
    });
  });

  it('is nobody with a token that the API server does not know', async () => {
    await expect(actorOf('nobody')).rejects.toThrow(/401/);
  });
});
