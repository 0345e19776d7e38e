import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { charts } from '../../../../operations/doctor/checks/charts';
import { CHART_REPOSITORIES } from '../../../../model/entities/sources';
import { find } from '../../../support/surroundings';

describe('the check of the chart repositories', () => {
  let repositories: Server;
  beforeAll(async () => {
    repositories = createServer((request, response) => {
      response.writeHead(request.url === '/charts/index.yaml' ? 200 : 404).end();
    });
    await new Promise<void>((resolve) => repositories.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
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

  it('fails on a registry that nobody can reach', async () => {
    expect(await find(charts, at('/charts', { 'sealed-secrets': 'oci://127.0.0.1:9/charts' }))).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('sealed-secrets (oci://127.0.0.1:9/charts): no answer') as string,
    });
  });
});
