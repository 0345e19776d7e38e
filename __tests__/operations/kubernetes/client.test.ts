import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { type StandIn, startStandIn } from '@lke-platform/stand-ins/start';
import type { KubernetesCluster } from '@lke-platform/stand-ins/world/kubernetes';
import { listen } from '@lke-platform/stand-ins/listen';
import { KubernetesClient } from '../../../operations/kubernetes/client';
import { Deadline } from '../../../operations/machine/deadline';
import { objectPath } from '../../../operations/kubernetes/paths';
import { isPending, latestRevisions, listRevisions, removeRevision } from '../../../operations/kubernetes/releases';

describe('the client of a Kubernetes API', () => {
  let standIn: StandIn;
  let cluster: KubernetesCluster;
  let client: KubernetesClient;
  const clientWith = (token: string) =>
    new KubernetesClient({
      server: `${standIn.apiUrl}/kubernetes/${cluster.host}`,
      ca: cluster.certificate,
      credential: { token },
    });
  beforeAll(async () => {
    standIn = await startStandIn({ kubernetesOnLoopback: true });
    cluster = standIn.world.createKubernetesCluster('kubernetes.example');
    client = clientWith(cluster.token);
    cluster.put({ kind: 'namespace', namespace: null, name: 'monitoring', labels: { team: 'platform' } });
    cluster.put({ kind: 'resource_quota', namespace: 'monitoring', name: 'environment' });
  });
  afterAll(() => {
    standIn.stop();
  });

  it('gets an object, and knows when there is none', async () => {
    const quota = String(objectPath('kubernetes_resource_quota_v1', 'monitoring/environment'));

    expect(quota).toBe('/api/v1/namespaces/monitoring/resourcequotas/environment');
    await expect(client.get(quota)).resolves.toMatchObject({ metadata: { name: 'environment' } });
    await expect(client.get(`${quota}s`)).resolves.toBeUndefined();
  });

  it('lists a collection with its labels', async () => {
    const names = (await client.list('/api/v1/namespaces')).map(({ metadata }) => metadata);

    expect(names).toContainEqual(expect.objectContaining({ name: 'monitoring', labels: { team: 'platform' } }));
  });

  it('takes a collection with nothing in it, for which the API server answers null', async () => {
    await expect(listRevisions(client)).resolves.toEqual([]);
  });

  it.each([
    ['trickles', (response: ServerResponse) => void setInterval(() => response.write(' '), 100).unref()],
    ['is asked again later', (response: ServerResponse) => response.writeHead(429, { 'retry-after': '10' }).end('{}')],
  ])('waits no longer than until its deadline where the answer %s', async (_what, answer) => {
    const server = createServer((_request, response) => {
      answer(response);
    });
    await listen(server);
    const { port } = server.address() as AddressInfo;
    const deadline = Deadline.in(500);
    const asked = new KubernetesClient({ server: `http://127.0.0.1:${port}`, credential: { token: 'x' }, deadline });
    const began = Date.now();

    await expect(asked.get('/api')).rejects.toThrow(/cannot be reached \(GET \/api\): .* within /);
    expect(Date.now() - began).toBeLessThan(5000);
    asked.close();
    server.close();
    server.closeAllConnections();
  });

  it.each([
    ['without its content', (client: KubernetesClient) => client.list('/api/v1/pods', 'labelSelector=a')],
    ['with its content', (client: KubernetesClient) => client.listWhole('/api/v1/pods')],
  ])('reads a collection page by page, %s', async (_, read) => {
    const page = (name: string, next?: string) => {
      return { body: { items: [{ metadata: { name } }], metadata: { ...(next !== undefined && { continue: next }) } } };
    };
    await httpStandIn([page('a', '2/of+3'), page('b', 'three'), page('c', '')], async ({ url, requests }) => {
      const paged = new KubernetesClient({ server: url, credential: { token: 'x' } });

      expect((await read(paged)).map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c']);
      const places = requests.map((it) => new URL(it.url ?? '', url).searchParams.get('continue'));
      expect(places).toEqual([null, '2/of+3', 'three']);
      paged.close();
    });
  });

  it('knows nothing of a collection of which a page is refused', async () => {
    const first = { body: { items: [{ metadata: { name: 'a' } }], metadata: { continue: 'next' } } };
    await httpStandIn([first, { status: 410, body: { message: 'expired' } }], async ({ url }) => {
      const paged = new KubernetesClient({ server: url, credential: { token: 'x' } });

      await expect(paged.list('/api/v1/pods')).rejects.toThrow('410 expired');
      paged.close();
    });
  });

  it('takes no web page for an empty collection', async () => {
    const page = { headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' };
    await httpStandIn([page], async ({ url }) => {
      const portal = new KubernetesClient({ server: url, credential: { token: 'x' } });
      await expect(portal.list('/api/v1/namespaces')).rejects.toThrow(
        `what answers at ${url} is not the Kubernetes API (GET /api/v1/namespaces?limit=500): it answers 200 without JSON`,
      );
      portal.close();
    });
  });

  it.each(['{"error":"sign in"}', 'null', '"maintenance"'])('takes %s for no empty collection', async (body) => {
    await httpStandIn([{ headers: { 'content-type': 'application/json' }, body }], async ({ url }) => {
      const portal = new KubernetesClient({ server: url, credential: { token: 'x' } });
      await expect(portal.listWhole('/api/v1/namespaces')).rejects.toThrow('its answer is not a list');
      portal.close();
    });
  });

  it('says what was refused, and what cannot be reached', async () => {
    await expect(clientWith('wrong').list('/api/v1/namespaces')).rejects.toThrow(
      /the Kubernetes API refuses GET \/api\/v1\/namespaces.*: 401 Unauthorized/,
    );
    const nowhere = new KubernetesClient({
      server: 'http://127.0.0.1:1',
      ca: '',
      credential: { token: 'x' },
    });
    await expect(nowhere.get('/api')).rejects.toThrow('the Kubernetes API at http://127.0.0.1:1 cannot be reached');
  });

  it('knows the revisions of a release, and removes one', async () => {
    const loki = {
      name: 'loki',
      namespace: 'monitoring',
      values: {},
      shownValues: '',
      firstDeployed: 1,
      lastDeployed: 1,
    };
    const chart = { name: 'loki', version: '6.1.0', appVersion: '3' };
    const first = { ...loki, chart, revision: 9, status: 'deployed' };
    cluster.releases.set('monitoring/loki', {
      ...loki,
      chart,
      revision: 10,
      status: 'pending-upgrade',
      previous: first,
    });
    const [latest, ...others] = latestRevisions(await listRevisions(client));

    expect(others).toEqual([]);
    expect(latest).toMatchObject({ release: 'loki', revision: 10, secret: 'sh.helm.release.v1.loki.v10' });
    if (!latest || !isPending(latest)) throw new Error('it is pending');
    await removeRevision(client, latest);
    expect(cluster.releases.get('monitoring/loki')).toEqual(first);
  });
});

describe('a Kubernetes API that has too many requests', () => {
  /** Answers 429 so often, then what is asked for. */
  async function busy(refusals: number, headers: Record<string, string> = { 'retry-after': '0' }) {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      if (asked <= refusals) response.writeHead(429, headers).end('{"message":"too many requests"}');
      else response.writeHead(200).end('{"metadata":{"name":"x"}}');
    });
    await listen(server);
    const { port } = server.address() as AddressInfo;
    const client = new KubernetesClient({ server: `http://127.0.0.1:${port}`, credential: { token: 'x' } });
    const close = () => {
      client.close();
      server.close();
    };
    return { client, asked: () => asked, close };
  }

  it('is asked again, after as long as it says', async () => {
    const { client, asked, close } = await busy(3);

    await expect(client.send('POST', '/api/v1/namespaces', {})).resolves.toMatchObject({ metadata: { name: 'x' } });
    expect(asked()).toBe(4);
    close();
  });

  it('is asked five times at most', async () => {
    const { client, asked, close } = await busy(Infinity);

    await expect(client.get('/api/v1/namespaces/x')).rejects.toThrow('429 too many requests');
    expect(asked()).toBe(5);
    close();
  });
});
