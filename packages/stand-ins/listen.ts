import type { Server } from 'node:http';

/**
 * Lets a server listen on a free port of loopback. It keeps connections for as long as clients do: a process that is slow
 * for a while would lose those that it is about to use.
 */
export async function listen(server: Server): Promise<void> {
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}
