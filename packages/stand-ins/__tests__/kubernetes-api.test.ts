import { startStandIn, type StandIn } from '../start';
import type { KubernetesCluster } from '../world/kubernetes';

describe('the Kubernetes API of the stand-in', () => {
  let standIn: StandIn;
  let cluster: KubernetesCluster;
  beforeEach(async () => {
    standIn = await startStandIn({ kubernetesOnLoopback: true });
    cluster = standIn.world.createKubernetesCluster('kubernetes.example');
  });
  afterEach(() => {
    standIn.stop();
  });
  const ask = async (path: string, method = 'GET', token = cluster.token) => {
    const url = `${standIn.apiUrl}/kubernetes/kubernetes.example${path}`;
    const response = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } });
    const body = (await response.json()) as { items?: { metadata: { name: string } }[] | null };
    return {
      status: response.status,
      names: body.items?.map(({ metadata }) => metadata.name),
      hasNone: body.items === null,
    };
  };

  it('gets, lists and deletes objects, for whoever has the token (K10)', async () => {
    cluster.put({ kind: 'namespace', namespace: null, name: 'env-production' });
    cluster.put({ kind: 'network_policy', namespace: 'env-production', name: 'default-deny' });
    const policy = '/apis/networking.k8s.io/v1/namespaces/env-production/networkpolicies/default-deny';

    expect((await ask('/api/v1/namespaces')).names).toContain('env-production');
    expect(await ask('/api/v1/namespaces', 'GET', 'wrong')).toMatchObject({ status: 401 });
    expect(await ask(policy)).toMatchObject({ status: 200 });
    await ask(policy, 'DELETE');
    expect(await ask(policy)).toMatchObject({ status: 404 });
    expect(await ask('/api/v1/leases')).toMatchObject({ status: 404 });
  });

  it('answers null for a list of metadata in which there is nothing (K11)', async () => {
    expect(await ask('/api/v1/secrets?fieldSelector=type%3Dhelm.sh%2Frelease.v1')).toMatchObject({ hasNone: true });
  });
});
