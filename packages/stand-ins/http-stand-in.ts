import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from './listen';

/** What a stand-in answers to one request. */
export interface Answer {
  readonly status?: number;
  /** JSON, or a text as it is. */
  readonly body?: object | string;
  readonly headers?: Record<string, string>;
}

export interface HttpStandIn {
  readonly url: string;
  /** Every request so far. */
  readonly requests: readonly Pick<IncomingMessage, 'method' | 'url' | 'headers'>[];
}

/** Stand-in for an API: a server on the loopback that gives the answers one by one, and the last one for ever. */
export async function httpStandIn(answers: readonly Answer[], test: (standIn: HttpStandIn) => Promise<void>) {
  const requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    const { status = 200, body = {}, headers: more = {} } = answers[requests.length] ?? answers.at(-1) ?? {};
    requests.push({ method, url, headers });
    response
      .writeHead(status, { 'content-type': 'application/json', ...more })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await listen(server);
  try {
    await test({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
