import { ProviderService } from './engine/provider-service';
import type { Provider } from './engine/provider';
import { recordedType } from './engine/recorded-type';
import { LinodeApi } from './linode/api/api';
import { linodeProvider } from './linode/provider/provider';
import { serve, type ProviderServer } from './protocol/server';
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
  const api = new LinodeApi(world);
  const servers = {
    'linode/linode': await listen(linodeProvider(world, api, schemaOf('linode')), world),
    'hashicorp/kubernetes': await listen(fromSchema('hashicorp/kubernetes', 'kubernetes', world), world),
    'hashicorp/helm': await listen(fromSchema('hashicorp/helm', 'helm', world), world),
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

function fromSchema(
  source: Provider<unknown>['source'],
  name: 'linode' | 'kubernetes' | 'helm',
  world: World,
): Provider<unknown> {
  return {
    source,
    schema: schemaOf(name),
    configure: () => ({}),
    resourceType: (type) => recordedType(type, world.records),
    dataSource: (type) => {
      throw new ProviderError(`The provider stand-in does not answer the data source ${type}`);
    },
  };
}
