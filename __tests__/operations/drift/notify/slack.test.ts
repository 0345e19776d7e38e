import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendToSlack } from '../../../../operations/drift/notify/slack';

describe('a message to Slack', () => {
  let server: Server;
  let said = '';
  beforeAll(
    () =>
      new Promise<void>((done) => {
        server = createServer((request, response) => {
          const parts: Buffer[] = [];
          request.on('data', (part: Buffer) => parts.push(part));
          request.on('end', () => {
            said = (JSON.parse(Buffer.concat(parts).toString()) as { text: string }).text;
            response.end('ok');
          });
        }).listen(0, '127.0.0.1', done);
      }),
  );
  afterAll(() => server.close());

  it('is no longer than Slack takes', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await sendToSlack(url, `Drift: ${'x'.repeat(50_000)}`);

    expect(said).toHaveLength(39_001);
    expect(said).toMatch(/^Drift: x+…$/);
  });
});
