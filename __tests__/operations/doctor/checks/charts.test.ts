import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
import { charts } from '../../../../operations/doctor/checks/charts';
import { CHART_REPOSITORIES } from '../../../../model/entities/sources';
import { find } from '../../../support/surroundings';

const page = (status: number) => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });

describe('the check of the chart repositories', () => {
  let repositories: Server;
  beforeAll(async () => {
    repositories = createServer((request, response) => {
      const [, status, isPage] = /^\/answers\/(\d+)(-page)?\//.exec(request.url ?? '') ?? [];
      const type = isPage === undefined ? {} : { 'content-type': 'text/html; charset=utf-8' };
      if (status !== undefined) response.writeHead(Number(status), type).end();
      else if (request.url?.startsWith('/login/')) response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
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

  describe('asks a registry', () => {
    afterEach(() => {
      jest.restoreAllMocks();
    });
    const LOGIN = { 'www-authenticate': 'Bearer realm="https://registry.example/token"' };
    const REGISTRY = { 'sealed-secrets': 'oci://registry.example/charts' };

    /** The registry answers so, and the repositories as they do. A registry speaks HTTPS alone. */
    const findWith = (registryAnswers: () => Response) => {
      const { fetch } = globalThis;
      const asked: string[] = [];
      jest.spyOn(globalThis, 'fetch').mockImplementation(async (address, options) => {
        if (typeof address !== 'string' || !address.startsWith('https://registry.example')) {
          return fetch(address, options);
        }
        asked.push(address);
        return registryAnswers();
      });
      return find(charts, at('/charts', REGISTRY)).then((finding) => ({ ...finding, asked }));
    };

    it.each([
      ['tells that it is one', () => new Response('{}', { status: 200 })],
      ['wants a login first', () => new Response('', { status: 401, headers: LOGIN })],
    ])('which %s, and is content', async (_, answers) => {
      expect(await findWith(answers)).toMatchObject({ status: 'ok', asked: ['https://registry.example/v2/'] });
    });

    it.each([
      ['is a page of a portal', () => page(200), 'it answers 200 with a web page'],
      ['refuses without a way to log in', () => new Response('', { status: 401 }), 'it answers 401'],
      ['is none', () => new Response('', { status: 404, headers: LOGIN }), 'it answers 404'],
    ])('which %s, and fails', async (_, answers, found) => {
      expect(await findWith(answers)).toMatchObject({
        status: 'fail',
        found: `sealed-secrets (oci://registry.example/charts): ${found}`,
        fix: expect.stringContaining('open a way to them') as string,
      });
    });
  });

  it('takes no login for an index of charts', async () => {
    const other = at('/login').data.sources.charts['open-telemetry'] ?? '';

    expect(await find(charts, at('/charts', { 'open-telemetry': other }))).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('it answers 401') as string,
    });
  });

  it('fails on a registry that nobody can reach', async () => {
    expect(await find(charts, at('/charts', { 'sealed-secrets': 'oci://127.0.0.1:9/charts' }))).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('sealed-secrets (oci://127.0.0.1:9/charts): no answer') as string,
    });
  });
});
