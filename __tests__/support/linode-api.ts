import { connectLinode } from '../../operations/linode/client';
import { LinodeApi } from '@lke-platform/stand-ins/linode/api/api';
import { serveApi } from '@lke-platform/stand-ins/linode/api/http';
import { World } from '@lke-platform/stand-ins/world/world';

/** The Linode API of a world, without the providers. */
export interface LinodeApiStandIn {
  readonly world: World;
  /** With the version at its end. */
  readonly url: string;
  /** May do everything. */
  readonly token: string;
  stop(): void;
}

/** Starts the Linode API of a new world, and lets `operations/linode` talk to it. */
export async function startLinodeApi(world = new World()): Promise<LinodeApiStandIn> {
  const server = await serveApi(new LinodeApi(world), world);
  const { token } = world.linode.createToken('everything');
  const access = { url: `${server.url}/v4`, token };
  connectLinode(access);
  return { world, ...access, stop: () => server.stop() };
}
