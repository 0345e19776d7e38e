import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { listen } from '@lke-platform/stand-ins/listen';
import { KubernetesClient } from '../../../operations/kubernetes/client';

const clientOn = (server: Server) => {
  const { port } = server.address() as AddressInfo;
  return new KubernetesClient({ server: `http://127.0.0.1:${port}`, credential: { token: 'x' } });
};

describe('a Kubernetes API that closes every connection at its second request', () => {
  let server: Server;
  let closing: KubernetesClient;
  let served: number;
  beforeAll(async () => {
    const known = new WeakSet<Socket>();
    server = createServer((request, response) => {
      if (known.has(request.socket)) request.socket.destroy();
      else response.end(`{"served":${(served += 1)}}`);
      known.add(request.socket);
    });
    await listen(server);
    closing = clientOn(server);
  });
  beforeEach(() => {
    served = 0;
  });
  afterAll(() => {
    closing.close();
    server.close();
  });

  it('reads on another one', async () => {
    for (const served of [1, 2, 3]) await expect(closing.send('GET', '/version')).resolves.toEqual({ served });
  });

  it('writes nothing twice', async () => {
    await closing.send('GET', '/version');

    await expect(closing.send('POST', '/api/v1/namespaces', {})).rejects.toThrow(
      /cannot be reached \(POST \/api\/v1\/namespaces\): (socket hang up|read ECONNRESET|write EPIPE)/,
    );
    expect(served).toBe(1);
  });
});

describe('the client of a Kubernetes API', () => {
  it('keeps no connection that idles', async () => {
    const server = createServer((_request, response) => response.end('{}'));
    const closed = new Promise((resolve) => server.on('connection', (socket) => socket.on('close', resolve)));
    await listen(server);
    const idle = clientOn(server);
    await idle.send('GET', '/version');

    await expect(closed).resolves.toBe(false);
    server.close();
  });
});
