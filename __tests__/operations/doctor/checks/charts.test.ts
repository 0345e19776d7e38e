import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
import { charts } from '../../../../operations/doctor/checks/charts';
import { CHART_REPOSITORIES } from '../../../../model/entities/sources';
import { find } from '../../../support/surroundings';

describe('the check of the chart repositories', () => {
  let repositories: Server;
  beforeAll(async () => {
    repositories = createServer((request, response) => {
      const [, status, isPage] = /^\/answers\/(\d+)(-page)?\//.exec(request.url ?? '') ?? [];
      const type = isPage === undefined ? {} : { 'content-type': 'text/html; charset=utf-8' };
      if (status !== undefined) response.writeHead(Number(status), type).end();
      else if (!request.url?.startsWith('/silent/')) {
        response.writeHead(request.url === '/charts/index.yaml' ? 200 : 404).end();
      }
    });
    await listen(repositories);
  });
  afterAll(() => {
    repositories.closeAllConnections();
    repositories.close();
  });

  /** The platform with its repositories at such a path. */
  function at(path: string, others: Record<string, string> = {}) {
    const { port } = repositories.address() as AddressInfo;
    const mirror = `http://127.0.0.1:${port}${path}`;
    const names = Object.keys(CHART_REPOSITORIES);
    return { data: { sources: { charts: { ...Object.fromEntries(names.map((name) => [name, mirror])), ...others } } } };
  }

  it.each(['/charts', '/charts/'])('looks for the index of each: %s', async (path) => {
    expect(await find(charts, at(path))).toEqual({
      status: 'ok',
      found: Object.keys(CHART_REPOSITORIES).join(', '),
    });
  });

  it('fails on those without an index, and names them alone', async () => {
    const other = at('/elsewhere').data.sources.charts['open-telemetry'] ?? '';

    expect(await find(charts, at('/charts', { 'open-telemetry': other }))).toEqual({
      status: 'fail',
      found: `open-telemetry (${other}): it answers 404`,
      fix: expect.stringContaining('LKE_PLATFORM_CHARTS_<NAME>') as string,
    });
  });

  it.each([
    ['wants a login', '/answers/401', 'it answers 401', 'name mirrors without a login'],
    ['refuses', '/answers/403', 'it answers 403', 'name mirrors without a login'],
    ['is a page of a portal', '/answers/200-page', 'it answers 200 with a web page', 'open a way to them'],
    ['was asked too often', '/answers/429', 'it answers 429', 'run doctor again in some minutes'],
    ['has trouble', '/answers/503', 'it answers 503', 'run doctor again in some minutes'],
    ['does not answer', '/silent', 'no answer: none in 0.3 seconds', 'open a way to them'],
  ])('fails on one that %s, and says what to do', async (_, path, found, fix) => {
    const other = at(path).data.sources.charts['open-telemetry'] ?? '';

    expect(await find(charts, { ...at('/charts', { 'open-telemetry': other }), timeoutMs: 300 })).toEqual({
      status: 'fail',
      found: expect.stringContaining(found) as string,
      fix: expect.stringContaining(fix) as string,
    });
  });

  it('fails on a registry that nobody can reach', async () => {
    expect(await find(charts, at('/charts', { 'sealed-secrets': 'oci://127.0.0.1:9/charts' }))).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('sealed-secrets (oci://127.0.0.1:9/charts): no answer') as string,
    });
  });
});
