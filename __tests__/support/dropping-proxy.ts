import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy in front of a store that does what it is asked, but whose answers may get lost. */
export interface DroppingProxy {
  readonly endpoint: string;
  /** How many answers were dropped. */
  readonly dropped: () => number;
  stop(): void;
}

/** @param drops asked about each answer, before it is sent on */
export async function droppingProxy(
  target: string,
  drops: (request: { method: string; path: string }) => boolean,
): Promise<DroppingProxy> {
  let dropped = 0;
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    // The signature covers the host as the client knows it.
    const sent = request(new URL(path, target), { method, headers }, (answer) => {
      if (drops({ method, path })) {
        dropped += 1;
        answer.resume();
        outgoing.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    incoming.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dropped: () => dropped,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
