import type { Provider } from './engine/provider';
import { ProviderService } from './engine/provider-service';
import { helmProvider } from './helm/provider';
import { kubernetesProvider } from './kubernetes/provider';
import { LinodeApi } from './linode/api/api';
import { serveApi } from './linode/api/http';
import type { Lab } from './lab/lab';
import { putLabBehind } from './lab/behind-world';
import { linodeProvider } from './linode/provider/provider';
import { reattach } from './protocol/reattach';
import { serve, type ProviderServer } from './protocol/server';
import { schemaOf } from './schemas';
import { S3Store, type S3Endpoint } from './world/s3-store';
import { World } from './world/world';

export interface StandInOptions {
  /** where buckets are really made. @default nowhere: they are only recorded */
  objectStorage?: S3Endpoint;
  /**
   * Lets the kubeconfig of a cluster point at the stand-in, which lists the cluster's nodes there and nothing else. The
   * real linode provider asks for them. @default false: it points at `https://<host>:443`, as LKE has it
   */
  kubernetesOnLoopback?: boolean;
  /** A real API server that the cluster of the platform gets. @default none: objects are recorded, nothing runs */
  lab?: Lab;
}

/** Providers linode, kubernetes and helm, and the Linode API, on a world of their own. */
export interface StandIn {
  /** TF_REATTACH_PROVIDERS for Terraform */
  reattach: string;
  /** TF_REATTACH_PROVIDERS for OpenTofu */
  reattachOpenTofu: string;
  /** where the Linode API answers: LINODE_URL */
  apiUrl: string;
  /** a token with all scopes: LINODE_TOKEN */
  token: string;
  /**
   * What a process needs to work with the stand-in and not with Linode: TF_REATTACH_PROVIDERS (for both engines),
   * LINODE_URL, LINODE_TOKEN, and CDKTF_SKIP_PROVIDER_LOCK, without which cdktf-cli looks for the providers.
   */
  env: Record<string, string>;
  world: World;
  stop(): void;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { objectStorage, kubernetesOnLoopback = false, lab } = options;
  const world = new World(objectStorage && new S3Store(objectStorage));
  // The provider reaches a store over TLS alone; there the API names it as that of every region.
  if (objectStorage?.endpoint.startsWith('https:')) world.objectStorageHost = new URL(objectStorage.endpoint).host;
  const api = new LinodeApi(world);
  const http = await serveApi(api, world);
  if (kubernetesOnLoopback) world.kubernetesServer = (host) => `${http.url}/kubernetes/${host}`;
  if (lab) putLabBehind(world, lab, schemaOf('kubernetes'));
  const servers = {
    'linode/linode': await listen(linodeProvider(world, api, schemaOf('linode'), http.url), world),
    'hashicorp/kubernetes': await listen(kubernetesProvider(world, schemaOf('kubernetes')), world),
    'hashicorp/helm': await listen(helmProvider(world, schemaOf('helm')), world),
  };
  const sockets = Object.fromEntries(Object.entries(servers).map(([source, { socket }]) => [source, socket]));
  const { token } = world.linode.createToken('stand-in');
  return {
    reattach: reattach(sockets, 'terraform'),
    reattachOpenTofu: reattach(sockets, 'opentofu'),
    apiUrl: http.url,
    token,
    env: {
      TF_REATTACH_PROVIDERS: reattach(sockets, 'terraform', 'opentofu'),
      CDKTF_SKIP_PROVIDER_LOCK: 'true',
      LINODE_URL: http.url,
      LINODE_TOKEN: token,
    },
    world,
    stop: () => {
      http.stop();
      Object.values(servers).forEach((it) => {
        it.stop();
      });
    },
  };
}

function listen<Session>(provider: Provider<Session>, world: World): Promise<ProviderServer> {
  return serve((peer) => new ProviderService(provider, world.faults, peer));
}
