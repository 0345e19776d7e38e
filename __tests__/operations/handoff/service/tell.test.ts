import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
import { type Message, tellPeople } from '../../../../operations/handoff/service/tell';
import { servicePlatform } from '../../../support/handoff/service';

const MESSAGE: Message = { text: 'it was tried again', id: 'one', about: { environment: 'production' } };

describe('people are told', () => {
  let server: Server;
  let address = '';
  let status = 200;
  const received: { path: string; key: unknown; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        received.push({ path: request.url ?? '', key: request.headers['idempotency-key'], body });
        response.statusCode = status;
        response.end('ok');
      });
    });
    await listen(server);
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    received.length = 0;
    status = 200;
  });

  const lines: string[] = [];
  const tell = (targets: { slackWebhook?: string; webhook?: string }) => {
    const { handoffService } = servicePlatform();
    if (!handoffService) throw new Error('the example has a service');
    return tellPeople(MESSAGE, {
      service: { ...handoffService, slackWebhook: undefined, ...targets },
      read: (place) => Promise.resolve(`${address}/${place.replace('env:', '')}-canary`),
      log: (_level, what, details) => lines.push(JSON.stringify({ what, ...details })),
      retries: { retries: 0 },
    });
  };

  it('in Slack and by the webhook, which knows the message by its key', async () => {
    await expect(tell({ slackWebhook: 'env:SLACK', webhook: 'env:HOOK' })).resolves.toBe(true);

    const sorted = [...received].sort((a, b) => a.path.localeCompare(b.path));
    expect(sorted.map(({ path, key, body }) => [path, key, JSON.parse(body) as unknown])).toEqual([
      ['/HOOK-canary', 'one', { text: 'it was tried again', environment: 'production' }],
      ['/SLACK-canary', undefined, { text: 'it was tried again' }],
    ]);
  });

  it('nowhere, where the platform file names nobody', async () => {
    await expect(tell({})).resolves.toBe(true);

    expect(received).toEqual([]);
  });

  it('later, where it is not taken: the log says so, and not the address', async () => {
    status = 500;

    await expect(tell({ slackWebhook: 'env:SLACK', webhook: 'env:HOOK' })).resolves.toBe(false);
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toContain('the webhook answers with 500');
    expect(lines.join('')).not.toContain('canary');
  });
});
