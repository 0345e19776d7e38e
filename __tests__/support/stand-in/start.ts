import { ProviderService } from './engine/provider-service';
import type { Provider } from './engine/provider';
import { recorded } from './engine/recorded';
import { serve } from './protocol/server';
import { reattach } from './protocol/reattach';
import { ProviderError } from './protocol/service';
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
  const providers = [
    fromSchema('linode/linode', 'linode', world),
    fromSchema('hashicorp/kubernetes', 'kubernetes', world),
    fromSchema('hashicorp/helm', 'helm', world),
  ];
  const servers = await Promise.all(
    providers.map(async (it) => ({
      source: it.source,
      server: await serve((peer) => new ProviderService(it, world.faults, peer)),
    })),
  );
  const sockets = Object.fromEntries(servers.map(({ source, server }) => [source, server.socket]));
  return {
    reattach: reattach(sockets, 'registry.terraform.io'),
    reattachOpenTofu: reattach(sockets, 'registry.opentofu.org'),
    world,
    stop: () => {
      servers.forEach(({ server }) => {
        server.stop();
      });
    },
  };
}

function fromSchema(
  source: Provider<object>['source'],
  name: 'linode' | 'kubernetes' | 'helm',
  world: World,
): Provider<object> {
  return {
    source,
    schema: schemaOf(name),
    configure: () => ({}),
    resourceType: (type) => recorded('sdk', world.records.of(type), () => world.nextId()),
    dataSource: (type) => {
      throw new ProviderError(`The provider stand-in does not answer the data source ${type}`);
    },
  };
}
