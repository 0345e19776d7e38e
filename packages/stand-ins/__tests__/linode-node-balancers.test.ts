import { startStandIn, type StandIn } from '../start';

describe('NodeBalancers of the Linode API', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => {
    standIn.stop();
  });

  const call = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${standIn.token}`, 'content-type': 'application/json' };
    const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    const response = await fetch(`${standIn.apiUrl}/v4${path}`, request);
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> & { id: number } };
  };
  const list = async (path: string) => (await call(path)).answer.data as Record<string, unknown>[];

  it('have ports with backends, which are private addresses of machines, and are told in events', async () => {
    const pools = [{ type: 'g6-standard-2', count: 1 }];
    await call('/lke/clusters', { label: 'acme', region: 'nl-ams', k8s_version: '1.34', node_pools: pools });
    const [machine] = await list('/linode/instances');
    const [, address] = machine?.ipv4 as string[];
    const { answer: balancer } = await call('/nodebalancers', { region: 'nl-ams', label: 'by-hand' });
    const { answer: port } = await call(`/nodebalancers/${balancer.id}/configs`, { port: 443, protocol: 'tcp' });
    const backends = `/nodebalancers/${balancer.id}/configs/${port.id}/nodes`;
    const made = await call(backends, { label: 'node-1', address: `${address}:30443` });
    const refused = await call(backends, { label: 'node-2', address: '198.51.100.7:30443' });

    expect(machine).toMatchObject({ label: expect.stringMatching(/^lke\d+-\d+-/) as string, status: 'running' });
    expect(await list(`/nodebalancers/${balancer.id}/configs`)).toMatchObject([
      { id: port.id, port: 443, protocol: 'tcp', nodes_status: { up: 1, down: 0 } },
    ]);
    expect(made.answer).toMatchObject({ address: expect.stringMatching(/^192\.168\..*:30443$/) as string });
    expect(await list(backends)).toEqual([made.answer]);
    expect(refused.status).toBe(400);
    expect(await list('/account/events')).toMatchObject([
      { action: 'nodebalancer_node_create', entity: { type: 'nodebalancer', id: balancer.id } },
      { action: 'nodebalancer_config_create', entity: { id: balancer.id } },
      { action: 'nodebalancer_create', entity: { id: balancer.id } },
      expect.anything(),
    ]);
  });

  it('are told by the subnets that they are in', async () => {
    const network = { label: 'net', region: 'nl-ams', subnets: [{ label: 'inside', ipv4: '10.0.0.0/24' }] };
    const { answer: vpc } = await call('/vpcs', network);
    const [subnet] = vpc.subnets as { id: number }[];
    const { answer } = await call('/nodebalancers', { region: 'nl-ams', vpcs: [{ subnet_id: subnet?.id }] });

    expect(await list(`/vpcs/${vpc.id}/subnets`)).toMatchObject([{ nodebalancers: [{ id: answer.id }] }]);
  });
});
