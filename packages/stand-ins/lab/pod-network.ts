import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

/**
 * Stands in for the network between the API server and the pods, which on a managed cluster is a tunnel: the real API
 * server asks it for a connection to a pod, and gets one to a port on loopback. Everything before it is real: the Service,
 * its endpoints, the proxy of the API server and the rights that it takes.
 */
export interface PodNetwork {
  /** Flags of the API server, by name without dashes. */
  readonly apiServerFlags: Readonly<Record<string, string>>;
  /** What the API server asked for so far, such as `10.0.0.4:8080`. */
  readonly asked: readonly string[];
  /** Leads a port of whatever pod to one on loopback; undefined for none, which cuts connections that are open. */
  lead(port: number, to: (() => number) | undefined): void;
  stop(): Promise<void>;
}

export async function startPodNetwork(): Promise<PodNetwork> {
  // The path of a socket has about a hundred characters at most.
  const folder = mkdtempSync(join(tmpdir(), 'lke-pods-'));
  const socket = join(folder, 'network.sock');
  const config = join(folder, 'egress.yaml');
  writeFileSync(
    config,
    JSON.stringify({
      apiVersion: 'apiserver.k8s.io/v1beta1',
      kind: 'EgressSelectorConfiguration',
      egressSelections: [
        {
          name: 'cluster',
          connection: { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName: socket } } },
        },
      ],
    }),
  );
  const ways = new Map<number, () => number>();
  const asked: string[] = [];
  const open = new Set<Duplex>();
  const server = createServer();
  server.on('connect', ({ url = '' }, client, head) => {
    asked.push(url);
    const way = ways.get(Number(url.split(':').at(-1)));
    if (!way) {
      client.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      return;
    }
    open.add(client);
    client.on('close', () => open.delete(client));
    const pod = connect(way(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      pod.write(head);
      pod.pipe(client).pipe(pod);
    });
    for (const [one, other] of [
      [pod, client],
      [client, pod],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    apiServerFlags: { 'egress-selector-config-file': config },
    asked,
    lead: (port, to) => {
      if (to) ways.set(port, to);
      else ways.delete(port);
      for (const connection of open) connection.destroy();
    },
    stop: async () => {
      server.closeAllConnections();
      for (const connection of open) connection.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
