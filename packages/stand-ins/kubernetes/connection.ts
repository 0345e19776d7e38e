import { ProviderError } from '../protocol/service';
import type { KubernetesCluster } from '../world/kubernetes';
import type { World } from '../world/world';
import type { ExecCommand } from './exec-credential';
import { tokenFrom } from './exec-credential';

/** How a provider is told to reach a cluster. */
export interface ClusterAccess {
  /** address of the API: `https://host:443`, or the host alone */
  host: string | undefined;
  token: string | undefined;
  exec: ExecCommand | undefined;
}

/** A provider's way to a cluster. Nothing is asked and no command is run before the first request. */
export class KubernetesConnection {
  private token: Promise<string | undefined> | undefined;

  constructor(
    private readonly world: World,
    private readonly access: ClusterAccess,
  ) {}

  /** The cluster, if it is there and accepts the credential. @throws ProviderError as the API or the client says it */
  async cluster(): Promise<KubernetesCluster> {
    const host = hostOf(this.access.host);
    const { exec } = this.access;
    this.token ??= exec ? tokenFrom(exec) : Promise.resolve(this.access.token);
    const token = await this.token;
    const cluster = this.world.kubernetes.get(host);
    if (!cluster) {
      const address = host === '' ? 'http://localhost' : `https://${host}`;
      const reason =
        host === '' ? 'dial tcp 127.0.0.1:80: connect: connection refused' : `lookup ${host}: no such host`;
      throw new ProviderError(`Get "${address}/api": dial tcp: ${reason}`);
    }
    if (token !== cluster.token) throw new ProviderError('Unauthorized');
    return cluster;
  }
}

/** The host of a cluster. On loopback it is a part of the path: `http://127.0.0.1:1234/kubernetes/<host>`. */
function hostOf(address: string | undefined): string {
  const [, onLoopback] = /^http:\/\/127\.0\.0\.1:\d+\/kubernetes\/([^/]+)/.exec(address ?? '') ?? [];
  if (onLoopback !== undefined) return onLoopback;
  return (address ?? '').replace(/^https?:\/\//, '').replace(/(:\d+)?(\/.*)?$/, '');
}
