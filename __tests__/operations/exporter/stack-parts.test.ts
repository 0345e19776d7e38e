import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STACK_PARTS, type StackPart } from '../../../model/exporter-settings';
import { askParts, type PartAddresses } from '../../../operations/exporter/sources/stack-parts';

describe('the parts of the observability stack', () => {
  const asked = new Map<StackPart, string>();
  const servers: Server[] = [];
  let unwell: StackPart | undefined;
  let addresses: PartAddresses;
  beforeAll(async () => {
    const all = STACK_PARTS.map(async (part) => {
      const server = createServer((request, response) => {
        asked.set(part, `${request.method} ${request.url}`);
        response.writeHead(part === unwell ? 503 : 200).end('{}');
      }).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      return [part, `http://127.0.0.1:${(server.address() as AddressInfo).port}`] as const;
    });
    addresses = Object.fromEntries(await Promise.all(all)) as unknown as PartAddresses;
  });
  afterAll(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  });

  const notReady = async (from: PartAddresses) =>
    Object.entries(await askParts(from, 2000)).flatMap(([part, { ready, because }]) =>
      ready ? [] : [[part, because]],
    );

  it('are ready when each of them says so, where it says so', async () => {
    unwell = undefined;

    expect(await notReady(addresses)).toEqual([]);
    expect(Object.fromEntries(asked)).toEqual({
      ...{ prometheus: 'GET /-/ready', alertmanager: 'GET /-/ready', grafana: 'GET /api/health' },
      ...{ loki: 'GET /ready', tempo: 'GET /ready', collector: 'POST /v1/metrics' },
    });
  });

  it.each(STACK_PARTS)('are not while %s says that it is not, and while it does not answer', async (part) => {
    unwell = part;
    expect(await notReady(addresses)).toEqual([[part, expect.stringMatching(/answered 503$/)]]);

    unwell = undefined;
    expect(await notReady({ ...addresses, [part]: 'http://127.0.0.1:1' })).toEqual([[part, expect.any(String)]]);
  });
});
