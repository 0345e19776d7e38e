import type { Provider } from '../../engine/provider';
import { recordedType } from '../../engine/recorded-type';
import type { ResourceType } from '../../engine/resource-type';
import { ProviderError } from '../../protocol/service';
import type { ProviderSchema } from '../../protocol/schema';
import type { World } from '../../world/world';
import { type LinodeApi } from '../api/api';
import { flag, text } from '../../values';
import { dataSources } from './data-sources';
import { domain } from './domain';
import { domainRecord } from './domain-record';
import { firewall } from './firewall';
import { firewallDevice } from './firewall-device';
import { lkeCluster } from './lke-cluster';
import { lkeNodePool } from './lke-node-pool';
import { lock } from './lock';
import { nodeBalancer } from './node-balancer';
import { objectStorageBucket } from './object-storage-bucket';
import { objectStorageKey } from './object-storage-key';
import { keyPair } from './key-pair';
import { LinodeSession } from './session';
import { token } from './token';
import { vpc } from './vpc';
import { vpcSubnet } from './vpc-subnet';

const RESOURCES: Record<string, ResourceType<LinodeSession>> = {
  linode_domain: domain,
  linode_domain_record: domainRecord,
  linode_firewall: firewall,
  linode_firewall_device: firewallDevice,
  linode_lke_cluster: lkeCluster,
  linode_lke_node_pool: lkeNodePool,
  linode_lock: lock,
  linode_nodebalancer: nodeBalancer,
  linode_object_storage_bucket: objectStorageBucket,
  linode_object_storage_key: objectStorageKey,
  linode_token: token,
  linode_vpc: vpc,
  linode_vpc_subnet: vpcSubnet,
};

/**
 * The stand-in of provider linode 3.13.0. It takes the engine's environment for its own, as a real provider does.
 *
 * @param ownUrl address of `api` over HTTP: what is asked there is answered in this process
 */
export function linodeProvider(
  world: World,
  api: LinodeApi,
  schema: ProviderSchema,
  ownUrl?: string,
): Provider<LinodeSession> {
  return {
    source: 'linode/linode',
    schema,

    async configure(config, peer) {
      const { env } = await peer();
      const version = text(config.api_version) ?? env.LINODE_API_VERSION ?? 'v4';
      const url = ownUrl === undefined ? undefined : (text(config.url) ?? env.LINODE_URL)?.replace(/\/v4(beta)?$/, '');
      const session = new LinodeSession(
        api,
        {
          url: url === ownUrl ? undefined : url,
          token: text(config.token) ?? env.LINODE_TOKEN,
          version: version.toLowerCase() === 'v4beta' ? 'v4beta' : 'v4',
          objectKeys: keyPair(
            text(config.obj_access_key) ?? env.LINODE_OBJ_ACCESS_KEY,
            text(config.obj_secret_key) ?? env.LINODE_OBJ_SECRET_KEY,
          ),
          temporaryObjectKeys: flag(config.obj_use_temp_keys) ?? false,
          forceDeleteBuckets: flag(config.obj_bucket_force_delete) ?? false,
          skipDeletePoll: flag(config.skip_lke_cluster_delete_poll) ?? false,
        },
        world,
      );
      await session.list('/linode/types', 'Error connecting to the Linode API');
      return session;
    },

    stop: (session) => {
      session.stop();
    },

    resourceType: (type) =>
      RESOURCES[type] ?? recordedType(type, schema.resource_schemas[type]?.block ?? {}, world.records),

    dataSource(type) {
      const source = dataSources[type];
      if (!source) throw new ProviderError(`The provider stand-in does not answer the data source ${type}`);
      return source;
    },
  };
}
