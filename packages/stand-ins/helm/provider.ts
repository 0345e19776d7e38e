import type { Provider } from '../engine/provider';
import { elements } from '../engine/paths';
import { accessFrom } from '../kubernetes/access';
import { KubernetesConnection } from '../kubernetes/connection';
import type { ProviderSchema } from '../protocol/schema';
import { ProviderError } from '../protocol/service';
import type { World } from '../world/world';
import { release, type HelmSession } from './release-type';

/** The stand-in of provider helm 3.1.1. */
export function helmProvider(world: World, schema: ProviderSchema): Provider<HelmSession> {
  return {
    source: 'hashicorp/helm',
    schema,

    async configure(config, peer) {
      const engine = await peer();
      const [block = {}] = elements(config.kubernetes);
      return {
        connection: new KubernetesConnection(world, accessFrom(block, engine)),
        cwd: engine.cwd,
        faults: world.faults,
      };
    },

    resourceType: () => release,

    dataSource(type) {
      throw new ProviderError(`The provider stand-in does not answer the data source ${type}`);
    },
  };
}
