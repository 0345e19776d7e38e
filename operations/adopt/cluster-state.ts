import type { Platform } from '../../model/platform';
import { CLUSTER_ADDRESSES } from '../../model/addresses';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import type { Engine } from '../engine/find-engine';
import { fullAddress, providerAddress } from '../engine/provider-address';

/** Version of the format of states. */
const STATE_VERSION = 4;
/** Any engine of this version or a later one reads the state. */
const OLDEST_ENGINE = '1.10.0';

/**
 * A state that knows a cluster and its external tags, and nothing else yet. The next refresh fills in the rest, and sees
 * only the pools without such a tag.
 *
 * @param lineage name of the new state, a UUID
 */
export function clusterState(
  { sources }: Pick<Platform, 'sources'>,
  clusterId: string,
  engine: Engine['name'],
  lineage: string,
): object {
  const [type, name] = CLUSTER_ADDRESSES.cluster.split('.');
  return {
    version: STATE_VERSION,
    terraform_version: OLDEST_ENGINE,
    serial: 1,
    lineage,
    outputs: {},
    resources: [
      {
        mode: 'managed',
        type,
        name,
        provider: `provider["${fullAddress(providerAddress(sources.providers.linode, engine))}"]`,
        instances: [
          {
            schema_version: 0,
            attributes: { id: clusterId, external_pool_tags: [ENVIRONMENT_POOL_TAG] },
            sensitive_attributes: [],
          },
        ],
      },
    ],
    check_results: null,
  };
}
