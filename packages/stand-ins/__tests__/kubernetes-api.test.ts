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
    const body = (await response.json()) as {
      items?: { metadata: { name: string } }[] | null;
      metadata?: { uid?: string };
    };
    return {
      status: response.status,
      names: body.items?.map(({ metadata }) => metadata.name),
      hasNone: body.items === null,
      uid: body.metadata?.uid,
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

  it('lists webhooks and admission policies, and says that there are such kinds (K10)', async () => {
    const group = '/apis/admissionregistration.k8s.io/v1';
    cluster.admission.mutatingwebhookconfigurations.push({ metadata: { name: 'injector' } });

    expect(await ask(group)).toMatchObject({ status: 200 });
    expect((await ask(`${group}/mutatingwebhookconfigurations`)).names).toEqual(['injector']);
    expect((await ask(`${group}/validatingadmissionpolicies`)).names).toEqual([]);
  });

  it('says which version it is, and whose pools the nodes are of', async () => {
    const { linode } = standIn.world;
    const session = { headers: { authorization: `Bearer ${standIn.token}`, 'content-type': 'application/json' } };
    const body = JSON.stringify({
      label: 'c',
      region: 'nl-ams',
      k8s_version: '1.34',
      node_pools: [{ type: 'g6-standard-2', count: 3 }],
    });
    await fetch(`${standIn.apiUrl}/v4/lke/clusters`, { method: 'POST', ...session, body });
    const [made] = [...linode.clusters.values()];
    const { token } = standIn.world.kubernetes.get(made!.host)!;
    const headers = { authorization: `Bearer ${token}` };
    const answer = async (path: string): Promise<unknown> =>
      (await fetch(`${standIn.apiUrl}/kubernetes/${made!.host}${path}`, { headers })).json();
    const [pool] = linode.poolsOf(made!.id);
    const labels = { 'lke.linode.com/pool-id': String(pool!.id) };

    expect(await answer('/version')).toMatchObject({ gitVersion: 'v1.34.0' });
    expect(await answer('/api/v1/nodes')).toMatchObject({ items: [1, 2, 3].map(() => ({ metadata: { labels } })) });
  });

  it('gives an object that was made anew another UID (K10)', async () => {
    const namespace = { kind: 'namespace', namespace: null, name: 'env-production' };
    const uid = async () => (await ask('/api/v1/namespaces/env-production')).uid;
    const { uid: first } = cluster.put(namespace);

    expect(await uid()).toBe(first);
    await ask('/api/v1/namespaces/env-production', 'DELETE');
    cluster.put(namespace);
    expect(await uid()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await uid()).not.toBe(first);
  });

  it('answers null for a list of metadata in which there is nothing (K11)', async () => {
    expect(await ask('/api/v1/secrets?fieldSelector=type%3Dhelm.sh%2Frelease.v1')).toMatchObject({ hasNone: true });
  });
});
