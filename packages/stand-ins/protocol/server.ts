import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPackageDefinition, Server, ServerCredentials, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { peerOf, type Peer } from './peer';
import { handlers, type Service } from './service';

/** A provider listening for engines on a unix socket. */
export interface ProviderServer {
  /** path of the socket */
  socket: string;
  stop(): void;
}

const protocol = loadPackageDefinition(
  loadSync(join(__dirname, 'tfplugin6.proto'), { keepCase: true, longs: Number, defaults: true }),
) as unknown as { tfplugin6: { Provider: ServiceClientConstructor } };

/**
 * Listens on a new unix socket and gives each connection a service of its own: in one run of the engine every provider
 * configuration (and every alias) is a connection, and what one of them is configured with is not the business of another.
 */
export async function serve(open: (peer: () => Promise<Peer>) => Service): Promise<ProviderServer> {
  const directory = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const socket = join(directory, 'provider.sock');
  const connections = new Set<Socket>();
  const listener = createServer((connection) => {
    connections.add(connection);
    const server = attach(connection, open(once(() => peerOf(connection))));
    connection.on('error', () => connection.destroy());
    connection.on('close', () => {
      connections.delete(connection);
      server.forceShutdown();
    });
  });
  await new Promise<void>((resolve) => listener.listen(socket, resolve));
  return {
    socket,
    stop: () => {
      listener.close();
      connections.forEach((it) => it.destroy());
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function attach(connection: Socket, service: Service): Server {
  const server = new Server();
  server.addService(protocol.tfplugin6.Provider.service, handlers(service));
  server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(connection);
  return server;
}

function once<T>(compute: () => Promise<T>): () => Promise<T> {
  let computed: Promise<T> | undefined;
  return () => (computed ??= compute());
}
