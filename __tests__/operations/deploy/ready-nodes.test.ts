import { linodeApi, type ReadyNodesProps, waitForNodes } from '../../../operations/deploy/ready-nodes';
import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { startStandIn, type StandIn } from '@lke-platform/stand-ins/start';

describe('the nodes of new pools', () => {
  let standIn: StandIn;
  let clusterId: string;
  let poolIds: string[];
  beforeEach(async () => {
    standIn = await startStandIn();
    standIn.world.linode.nodesReadyAfter = 60_000;
    const api = `${standIn.apiUrl}/v4/lke/clusters`;
    const response = await fetch(api, {
      method: 'POST',
      headers: { authorization: `Bearer ${standIn.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        label: 'acme',
        region: 'nl-ams',
        k8s_version: '1.34',
        node_pools: [{ type: 'g6-standard-2', count: 3 }],
      }),
    });
    const { id } = (await response.json()) as { id: number };
    clusterId = String(id);
    poolIds = standIn.world.linode.poolsOf(id).map((pool) => String(pool.id));
  });
  afterEach(() => {
    standIn.stop();
  });
  const steps: string[] = [];
  const becomeReady = () => {
    const nodes = standIn.world.linode.poolsOf(Number(clusterId)).flatMap((pool) => pool.nodes);
    nodes.forEach((node) => (node.status = 'ready'));
  };
  const wait = (timeoutMs: number, env: object = {}, pools: ReadyNodesProps['pools'] = { ids: poolIds }) => {
    const api = linodeApi(undefined, { LINODE_URL: standIn.apiUrl, LINODE_TOKEN: standIn.token, ...env });
    if (!api) throw new Error('there is a token');
    const { signal } = new AbortController();
    const onStep = (text: string) => {
      steps.push(text);
      becomeReady();
    };
    return waitForNodes({ clusterId, pools, api, timeoutMs, pollMs: 20, signal, onStep });
  };

  it('are waited for', async () => {
    await expect(wait(10_000)).resolves.toEqual({ ready: 3, notReady: [] });
    expect(steps[0]).toBe('waiting for nodes: 0 ready, 3 not yet');
  });

  it('are named if they are not ready in time', async () => {
    const { ready, notReady } = await wait(0);

    expect(ready).toBe(0);
    expect(notReady).toHaveLength(3);
    expect(notReady[0]).toMatch(new RegExp(`^${clusterId}-`));
  });

  it('do not count as ready while their pool is not there', async () => {
    becomeReady();
    poolIds = [...poolIds, '999'];

    await expect(wait(100)).resolves.toEqual({ ready: 3, notReady: ['pool 999'] });
  });

  it('are those of the pools inside the cluster, whichever there are by now', async () => {
    becomeReady();
    const outside = standIn.world.linode.poolsOf(Number(clusterId))[0];

    await expect(wait(0, {}, { withoutTag: 'environment-pool' })).resolves.toEqual({ ready: 3, notReady: [] });
    if (outside) outside.tags = ['environment-pool'];
    await expect(wait(0, {}, { withoutTag: 'environment-pool' })).resolves.toEqual({
      ready: 0,
      notReady: ['the pool inside the cluster'],
    });
  });

  it('are asked for again when the API fails for a moment', async () => {
    standIn.world.faults.refuse({ type: 'api', operation: 'GET' }, { message: 'busy', status: 503, times: 2 });

    await expect(wait(10_000)).resolves.toMatchObject({ ready: 3 });
  });

  it.each([429, 500])('are asked for again when the API answers %i', async (status) => {
    standIn.world.faults.refuse({ type: 'api', operation: 'GET' }, { message: 'later', status, times: 2 });

    await expect(wait(10_000)).resolves.toMatchObject({ ready: 3 });
  });

  it('are asked for again as late as the API wants', async () => {
    const { id } = standIn.world.linode.poolsOf(Number(clusterId))[0]!;
    const pool = { id, tags: [], nodes: [{ id: 'a', status: 'ready' }] };
    const answers = [
      { status: 429, headers: { 'retry-after': '1' } },
      { body: { data: [pool], page: 1, pages: 1, results: 1 } },
    ];
    await httpStandIn(answers, async ({ url }) => {
      const begun = Date.now();

      await expect(wait(10_000, { LINODE_URL: url })).resolves.toEqual({ ready: 1, notReady: [] });
      expect(Date.now() - begun).toBeGreaterThanOrEqual(950);
    });
  });

  it('are not asked for again when the API refuses', async () => {
    await expect(wait(10_000, { LINODE_TOKEN: 'wrong' })).rejects.toThrow('it answers 401');
  });

  it('are not asked for without a token', () => {
    expect(linodeApi(undefined, {})).toBeUndefined();
  });

  it('are asked for where the stacks, or else the environment, say', () => {
    const token = 't';
    const environment = { LINODE_TOKEN: token, LINODE_URL: 'http://one.example/', LINODE_API_VERSION: 'v4beta' };

    expect(linodeApi('http://two.example/v4', environment)).toEqual({ url: 'http://two.example/v4', token });
    expect(linodeApi(undefined, environment)).toEqual({ url: 'http://one.example/v4beta', token });
    expect(linodeApi(undefined, { LINODE_TOKEN: token })).toEqual({ url: 'https://api.linode.com/v4', token });
  });
});
