import {
  baseRequest,
  createBucket,
  createKubernetesCluster,
  createObjectStorageKeys,
  createPersonalAccessToken,
  deletePersonalAccessToken,
  getAccountInfo,
  getEvents,
  getKubeConfig,
  getKubernetesClusterEndpoints,
  getKubernetesVersions,
  getNodePools,
  getObjectStorageKeys,
  getPersonalAccessTokens,
  getProfile,
} from '@linode/api-v4';
import { parse } from 'yaml';
import { ENGINE_TIMEOUT_MS, engineSuite } from '../testing/engine-suite';
import { startStandIn, type StandIn } from '../start';
import { Root } from '../testing/root';

jest.setTimeout(ENGINE_TIMEOUT_MS);

describe('the Linode API of the stand-in', () => {
  let standIn: StandIn;
  let interceptor: number;
  /** the token that Linode's client sends */
  let token: string;

  beforeEach(async () => {
    standIn = await startStandIn();
    ({ token } = standIn);
    interceptor = baseRequest.interceptors.request.use((request) => {
      request.headers.setAuthorization(`Bearer ${token}`);
      return { ...request, url: request.url?.replace('https://api.linode.com', standIn.apiUrl) ?? '' };
    });
  });
  afterEach(() => {
    baseRequest.interceptors.request.eject(interceptor);
    standIn.stop();
  });

  async function get(path: string, headers: Record<string, string> = {}) {
    const authorization = `Bearer ${standIn.token}`;
    const response = await fetch(standIn.apiUrl + path, { headers: { authorization, ...headers } });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  }

  /** An error as Linode's client has it. */
  function refusal(status: number, reason: string): object {
    return { response: { status, data: { errors: [{ reason }] } } };
  }

  function makeCluster(label: string) {
    const node_pools = [{ type: 'g6-standard-2', count: 1 }];
    return createKubernetesCluster({ label, region: 'us-ord', k8s_version: '1.33', node_pools });
  }

  it("works with Linode's own client: clusters, pools, kubeconfig (A1)", async () => {
    const cluster = await makeCluster('main');
    expect((await getNodePools(cluster.id)).data).toMatchObject([{ count: 1, nodes: [{ status: 'ready' }] }]);
    const [{ endpoint } = { endpoint: '' }] = (await getKubernetesClusterEndpoints(cluster.id)).data;
    const { kubeconfig } = await getKubeConfig(cluster.id);
    const { clusters, users } = parse(Buffer.from(kubeconfig, 'base64').toString()) as {
      clusters: { cluster: { server: string } }[];
      users: { name: string; user: { token: string } }[];
    };
    expect(clusters).toMatchObject([{ cluster: { server: endpoint } }]);
    expect(users).toMatchObject([{ name: `lke${cluster.id}-admin`, user: { token: expect.any(String) as string } }]);
    expect((await getKubernetesVersions()).data).toContainEqual({ id: '1.33' });
  });

  it('gives a token at most the scopes of the one that makes it, and shows each user their own (A8)', async () => {
    const account = standIn.world.linode;
    const jane = account.createUserToken('jane', 'account:read_write lke:read_only');
    token = jane.token;
    await expect(createPersonalAccessToken({ label: 'more', scopes: 'lke:read_write' })).rejects.toMatchObject({
      response: { status: 400 },
    });
    const made = await createPersonalAccessToken({ label: 'same', scopes: 'account:read_write lke:read_only' });
    expect(await getPersonalAccessTokens()).toMatchObject({ data: [{ id: jane.id }, { id: made.id }] });
    const [others] = [...account.tokens.values()].filter(({ label }) => label === 'stand-in' || label === 'main');
    await expect(deletePersonalAccessToken(others?.id ?? 0)).rejects.toMatchObject({ response: { status: 404 } });

    token = made.token ?? '';
    await deletePersonalAccessToken(jane.id);
    expect((await getProfile()).username).toBe('jane');
    token = jane.token;
    await expect(getProfile()).rejects.toMatchObject({ response: { status: 401 } });
  });

  it('refuses a key beyond the limit of the account (A9)', async () => {
    standIn.world.linode.mostKeys = 1;
    await createObjectStorageKeys({ label: 'first', bucket_access: null });
    await expect(createObjectStorageKeys({ label: 'second', bucket_access: null })).rejects.toMatchObject({
      response: { status: 400 },
    });
  });

  it('gives a kubeconfig to a token that may write, and to no other (A10)', async () => {
    const cluster = await makeCluster('main');
    for (const [scopes, status] of [
      ['lke:read_only', 401],
      ['lke:read_write', 200],
    ] as const) {
      ({ token } = standIn.world.linode.createUserToken('jane', scopes));
      const answer = getKubeConfig(cluster.id).then(
        () => ({ response: { status: 200 } }),
        (error: unknown) => error,
      );
      expect(await answer).toMatchObject({ response: { status } });
    }
  });

  it('tells who changed what, and when (A11)', async () => {
    const { id } = await makeCluster('main');
    await getNodePools(id);
    const { data } = await getEvents();

    expect(data).toMatchObject([
      { action: 'lke_cluster_create', username: 'stand-in', entity: { type: 'lkecluster', id, label: 'main' } },
    ]);
    expect(Date.parse(`${data[0]?.created}Z`)).toBeGreaterThan(0);
  });

  it('mints, shows once and revokes tokens and keys (A2)', async () => {
    const minted = await createPersonalAccessToken({ label: 'short', scopes: 'lke:read_only' });
    token = minted.token ?? '';
    await expect(getAccountInfo()).rejects.toMatchObject(
      refusal(401, 'Your OAuth token is not authorized to use this endpoint.'),
    );
    // Whom it belongs to takes no scope.
    await expect(getProfile()).resolves.toMatchObject({ username: expect.any(String) as string });
    token = standIn.token;
    await deletePersonalAccessToken(minted.id);
    token = minted.token ?? '';
    await expect(getProfile()).rejects.toMatchObject(refusal(401, 'Invalid Token'));
    token = standIn.token;

    await createBucket({ label: 'state-of-main', region: 'us-ord' });
    const bucket_access = [
      { bucket_name: 'state-of-main', permissions: 'read_write' as const, region: 'us-ord', cluster: '' },
    ];
    const key = await createObjectStorageKeys({ label: 'state', bucket_access: bucket_access });
    expect(key).toMatchObject({ limited: true, bucket_access: [{ bucket_name: 'state-of-main', region: 'us-ord' }] });
    expect((await getObjectStorageKeys()).data).toMatchObject([{ id: key.id, secret_key: '[REDACTED]' }]);
  });

  it('answers errors as Linode does: with reasons, and exactly as application/json (A3)', async () => {
    const absent = await get('/v4/lke/clusters/1');
    expect(absent).toMatchObject({ status: 404, body: { errors: [{ reason: 'Not found' }] } });
    expect(absent.headers.get('content-type')).toBe('application/json');
    expect(await get('/v4/lke/clusters', { authorization: 'Bearer wrong' })).toMatchObject({ status: 401 });
    await makeCluster('twice');
    await expect(makeCluster('twice')).rejects.toMatchObject(refusal(400, 'Label must be unique among your clusters'));
  });

  it('lists by page and filter (A4)', async () => {
    for (const label of ['abc', 'bcd', 'cde']) await makeCluster(label);
    expect((await get('/v4/lke/clusters')).body).toMatchObject({ page: 1, pages: 1, results: 3 });
    const filter = JSON.stringify({ label: { '+contains': 'cd' } });
    expect((await get('/v4/lke/clusters', { 'x-filter': filter })).body).toMatchObject({
      data: [{ label: 'bcd' }, { label: 'cde' }],
      results: 2,
    });
    expect((await get('/v4/regions?page_size=25&page=2')).body).toMatchObject({ page: 2, pages: 2, results: 34 });
  });

  it('tells the tier of a cluster, and the scopes of the token, where Linode does (A5)', async () => {
    const { id } = await makeCluster('main');
    const v4 = await get(`/v4/lke/clusters/${id}`);
    expect([v4.body.tier, (await get(`/v4beta/lke/clusters/${id}`)).body.tier]).toEqual([undefined, 'standard']);
    expect(v4.headers.get('x-oauth-scopes')).toBe('*');
  });

  it('can be refused, slowed down, and left without an answer by a test (A6)', async () => {
    const { faults } = standIn.world;
    faults.refuse({ type: 'api', name: '/profile' }, { status: 503, message: 'Down', times: 2 });
    expect([(await get('/v4/profile')).status, (await get('/v4/profile')).status]).toEqual([503, 503]);
    expect((await get('/v4/profile')).status).toBe(200);
    faults.delay({ type: 'api', name: '/profile' }, 150);
    const start = Date.now();
    await get('/v4/profile');
    expect(Date.now() - start).toBeGreaterThanOrEqual(149);
  });
});

engineSuite('the world behind provider and API', () => {
  let standIn: StandIn;
  let root: Root;

  beforeAll(async () => {
    standIn = await startStandIn();
    root = new Root(standIn.env);
  });
  afterAll(() => {
    root.remove();
    standIn.stop();
  });

  it('is one: what terraform makes, the API lists, and what the API changes, terraform sees (A7)', async () => {
    const pool = [{ type: 'g6-standard-2', count: 2 }];
    const { errors } = await root.apply({
      terraform: { required_providers: { linode: { source: 'linode/linode' } } },
      resource: { linode_lke_cluster: { main: { label: 'main', region: 'us-ord', k8s_version: '1.33', pool } } },
      data: { linode_lke_cluster: { main: { id: '${linode_lke_cluster.main.id}' } }, linode_regions: { all: {} } },
    });
    expect(errors).toEqual([]);

    const headers = { authorization: `Bearer ${standIn.token}` };
    const url = `${standIn.apiUrl}/v4/lke/clusters/${standIn.world.linode.cluster('main').id}`;
    const pools = (await (await fetch(`${url}/pools`, { headers })).json()) as { data: object[] };
    expect(pools.data).toMatchObject([{ count: 2 }]);
    expect(await root.state('data.linode_lke_cluster.main')).toMatchObject({ label: 'main', pools: [{ count: 2 }] });

    await fetch(url, { method: 'DELETE', headers });
    expect(await root.plan()).toMatchObject({ actions: { 'linode_lke_cluster.main': 'create' } });
  });
});
