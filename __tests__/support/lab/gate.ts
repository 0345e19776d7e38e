import { createServer, request as plainRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { listen } from '@lke-platform/stand-ins/listen';

/** What becomes of a request: it passes, it never comes, it is done and only its answer is lost, or it is answered here. */
export type Fate = 'pass' | 'refused' | 'lost' | HeldAnswer;

/** An answer in the place of that of the server. */
export interface HeldAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A way to a server that a test can close. */
export interface Gate {
  /** Plain HTTP on loopback. */
  readonly url: string;
  stop(): void;
}

/** @param decide asked about each request, before it is sent on */
export async function openGate(
  target: { readonly url: string; readonly ca?: string },
  decide: (request: { method: string; path: string }) => Fate,
): Promise<Gate> {
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing, target, decide));
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { url, ca }: { readonly url: string; readonly ca?: string },
  decide: (request: { method: string; path: string }) => Fate,
): Promise<void> {
  const body = await buffer(incoming);
  const { method = 'GET', url: path = '/', headers } = incoming;
  const fate = decide({ method, path });
  if (fate === 'refused') {
    outgoing.destroy();
    return;
  }
  if (typeof fate === 'object') {
    outgoing.writeHead(fate.status, fate.headers).end(fate.body);
    return;
  }
  const send = url.startsWith('https:') ? secureRequest : plainRequest;
  const sent = send(new URL(path, url), { method, headers, ...(ca !== undefined && { ca }) }, (answer) => {
    if (fate === 'lost') {
      answer.resume();
      answer.once('end', () => outgoing.destroy());
      return;
    }
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  sent.on('error', () => outgoing.destroy());
  sent.end(body);
}
