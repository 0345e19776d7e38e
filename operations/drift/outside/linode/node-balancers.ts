import { getNodeBalancers } from '@linode/api-v4';
import type { Difference } from '../../../../model/rules/drift/difference';
import { allPages } from '../../../linode/all-pages';
import type { LinodeReading } from './linode-reading';
import { undeclared } from './undeclared';

const TYPE = 'linode_nodebalancer';

/**
 * NodeBalancers that carry the platform's tag and no state holds, and those that a cluster of its name left behind. What
 * Kubernetes made for a Service of the cluster that is there belongs to that Service.
 */
export function undeclaredNodeBalancers(reading: LinodeReading): Promise<readonly Difference[]> {
  const { platform, clusterLabel, declared, unread } = reading;
  const { clusterIds } = declared;
  return unread.orNothing('cluster', 'the NodeBalancers', async () => {
    const data = await allPages(getNodeBalancers);
    return data.flatMap(({ id, label, tags, ipv4, lke_cluster: cluster }) => {
      const isOfCluster = cluster !== null && cluster !== undefined && clusterIds.includes(cluster.id);
      const isLeft = cluster !== null && cluster !== undefined && !isOfCluster && cluster.label === clusterLabel;
      const isMarked = tags.includes(platform);
      if (isOfCluster || declared.has(TYPE, String(id)) || !(isLeft || isMarked)) return [];
      return undeclared('cluster', { type: TYPE, id: String(id), after: { label, ipv4, tags } });
    });
  });
}
