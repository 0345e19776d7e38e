import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
import { ReadingProxy } from '../../../operations/linode/reading-proxy';

describe('the Linode API for reading alone', () => {
  const asked: string[] = [];
  let api: Server;
  let proxy: ReadingProxy;
  beforeEach(async () => {
    asked.length = 0;
    api = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${String(request.headers['x-filter'])}`);
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' }).end('{"errors":[]}');
    });
    await listen(api);
    const url = `http://127.0.0.1:${(api.address() as AddressInfo).port}/v4`;
    proxy = await ReadingProxy.start({
      access: { url, token: 'reader' },
      kubeconfigs: new Map([['7', 'YXBpVmVyc2lvbjogdjE=']]),
    });
  });
  afterEach(() => {
    proxy.close();
    api.close();
    api.closeAllConnections();
  });

  const ask = (path: string, method = 'GET', token = 'reader') =>
    fetch(proxy.url + path, { method, headers: { authorization: `Bearer ${token}`, 'x-filter': '{}' } });

  it('passes on what is read, with its filter, its status and how long to wait', async () => {
    const answer = await ask('/v4/lke/clusters?page=2');

    expect({ status: answer.status, wait: answer.headers.get('retry-after') }).toEqual({ status: 429, wait: '7' });
    expect(asked).toEqual(['GET /v4/lke/clusters?page=2 {}']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('lets no %s through', async (method) => {
    const answer = await ask('/v4/lke/clusters/7', method);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({
      errors: [{ reason: expect.stringContaining('for reading alone') as string }],
    });
    expect(asked).toEqual([]);
  });

  it.each(['v4', 'v4beta'])('answers the kubeconfig of a cluster of the state by itself (%s)', async (version) => {
    const answer = await ask(`/${version}/lke/clusters/7/kubeconfig`);

    expect(await answer.json()).toEqual({ kubeconfig: 'YXBpVmVyc2lvbjogdjE=' });
    expect(asked).toEqual([]);
  });

  it('asks Linode for that of any other cluster', async () => {
    await ask('/v4/lke/clusters/8/kubeconfig');

    expect(asked).toEqual(['GET /v4/lke/clusters/8/kubeconfig {}']);
  });

  it('answers nobody else on this machine', async () => {
    const answer = await ask('/v4/lke/clusters/7/kubeconfig', 'GET', 'guessed');

    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('kubeconfig');
  });

  it('says so where Linode cannot be reached', async () => {
    api.close();
    api.closeAllConnections();

    await expect(ask('/v4/profile').then((answer) => answer.status)).resolves.toBe(502);
  });
});
