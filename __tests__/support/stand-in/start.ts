import { ProviderService } from './engine/provider-service';
import type { Provider } from './engine/provider';
import { helmProvider } from './helm/provider';
import { kubernetesProvider } from './kubernetes/provider';
import { LinodeApi } from './linode/api/api';
import { linodeProvider } from './linode/provider/provider';
import { serve, type ProviderServer } from './protocol/server';
import { reattach } from './protocol/reattach';
import { schemaOf } from './schemas';
import { World } from './world/world';

export interface StandIn {
  /** TF_REATTACH_PROVIDERS for Terraform */
  reattach: string;
  /** TF_REATTACH_PROVIDERS for OpenTofu */
  reattachOpenTofu: string;
  world: World;
  stop(): void;
}

export async function startStandIn(): Promise<StandIn> {
  const world = new World();
  const api = new LinodeApi(world);
  const servers = {
    'linode/linode': await listen(linodeProvider(world, api, schemaOf('linode')), world),
    'hashicorp/kubernetes': await listen(kubernetesProvider(world, schemaOf('kubernetes')), world),
    'hashicorp/helm': await listen(helmProvider(world, schemaOf('helm')), world),
  };
  const sockets = Object.fromEntries(Object.entries(servers).map(([source, { socket }]) => [source, socket]));
  return {
    reattach: reattach(sockets, 'registry.terraform.io'),
    reattachOpenTofu: reattach(sockets, 'registry.opentofu.org'),
    world,
    stop: () => {
      Object.values(servers).forEach((it) => {
        it.stop();
      });
    },
  };
}

function listen<Session>(provider: Provider<Session>, world: World): Promise<ProviderServer> {
  return serve((peer) => new ProviderService(provider, world.faults, peer));
}
