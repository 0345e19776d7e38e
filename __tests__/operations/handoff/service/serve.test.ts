import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { stop } from '../../../../operations/handoff/service/serve';
import { inEnvironment, serviceWorld, type ServiceWorld } from '../../../support/handoff/service';

const LONG_MS = 60_000;

describe('a service that stops', () => {
  let world: ServiceWorld;
  let begun: Promise<void>;
  let give: () => void;
  beforeEach(async () => {
    let isBegun: () => void = () => undefined;
    begun = new Promise((resolve) => (isBegun = resolve));
    const made = new Promise<void>((resolve) => (give = resolve));
    const issue = async () => {
      isBegun();
      await made;
      return { grant: 'a-grant', kubeconfig: 'kubeconfig of kim\n' };
    };
    world = await serviceWorld({ issue });
    await world.server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => world.server.close());

  const connected = () => connect((world.server.server.address() as AddressInfo).port, '127.0.0.1');
  const send = (socket: Socket, path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);

  /** The path of a kubeconfig that can be fetched. */
  async function link(): Promise<string> {
    const url = inEnvironment('production', 'access-requests');
    const { body } = await world.ask('kim', { method: 'POST', url, payload: { role: 'app-team', reason: 'x' } });
    const one = `${url}/${String(body.request)}`;
    await world.ask('ada', { method: 'POST', url: `${one}/approval`, payload: { reason: 'agreed' } });
    const made = await world.ask('kim', { method: 'POST', url: `${one}/kubeconfig-links` });
    return new URL(String(made.body.kubeconfig_url)).pathname;
  }

  it('ends what is under way and its connection, waits for no idle one, and takes no new one', async () => {
    const socket = connected();
    const said = text(socket);
    send(socket, await link());
    await begun;
    const idle = connected();
    send(idle, '/healthz');
    await once(idle, 'data');
    const { port } = world.server.server.address() as AddressInfo;
    const stopped = stop(world.server, LONG_MS);
    await once(idle, 'close');
    const [refused] = (await once(connect(port, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
    give();
    await stopped;

    expect((await said).match(/HTTP\/1\.1 \d+|connection: \S+|kubeconfig of kim/gi)).toEqual([
      ...['HTTP/1.1 200', 'connection: close', 'kubeconfig of kim'],
    ]);
    expect(refused.code).toBe('ECONNREFUSED');
  });

  it('cuts off what does not end in time', async () => {
    const socket = connected();
    const said = text(socket);
    send(socket, await link());
    await begun;
    await stop(world.server, 100);

    await expect(said).resolves.toBe('');
    give();
  });
});
