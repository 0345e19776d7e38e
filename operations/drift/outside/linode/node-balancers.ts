import { getNodeBalancers, type NodeBalancer } from '@linode/api-v4';
import type { Difference } from '../../../../model/rules/drift/difference';
import { allPages } from '../../../linode/all-pages';
import type { LinodeReading } from './linode-reading';
import { waysInOf } from './ways-in';
import { undeclared } from './undeclared';

const TYPE = 'linode_nodebalancer';

/**
 * NodeBalancers that no state holds: those with the platform's tag, those that a cluster of its name left behind, and
 * those that lead to its nodes or into its network. What Kubernetes made for a Service of the cluster that is there
 * belongs to that Service.
 */
export async function undeclaredNodeBalancers(reading: LinodeReading): Promise<readonly Difference[]> {
  const { platform, clusterLabel, declared, unread } = reading;
  const { clusterIds } = declared;
  const all = await unread.orNothing('cluster', 'the NodeBalancers', () => allPages(getNodeBalancers));
  const strangers = all.filter(
    (balancer) => !declared.has(TYPE, String(balancer.id)) && !isOfService(balancer, clusterIds),
  );
  // Those of other clusters lead to the nodes of these.
  const waysIn = await waysInOf(
    strangers.filter(({ lke_cluster: cluster }) => !cluster),
    declared,
    unread,
  );
  return strangers.flatMap(({ id, label, tags, ipv4, lke_cluster: cluster }) => {
    const way = waysIn.get(id);
    const isLeft = clusterLabel !== undefined && cluster?.label === clusterLabel;
    const leadsToNodes = way?.leads_to !== undefined;
    const isInside = way !== undefined || tags.includes(platform);
    const isOurs = isLeft || leadsToNodes || (isInside && !isNamedByController(label));
    if (!isOurs) return [];
    return undeclared('cluster', { type: TYPE, id: String(id), after: { label, ipv4, tags, ...way } });
  });
}

/**
 * Linode says which cluster a NodeBalancer was made for. The controller of a cluster (linode-cloud-controller-manager) tags
 * all that it looks after with the name of its cluster, `lke<id>`, at each of its rounds: also what somebody made and a
 * Service names by its annotation. How the backends are named proves nothing: anybody can name theirs so.
 */
function isOfService({ lke_cluster: cluster, tags }: NodeBalancer, clusterIds: readonly number[]): boolean {
  if (cluster) return clusterIds.includes(cluster.id);
  return clusterIds.some((id) => tags.includes(`lke${id}`));
}

/** So it names what it makes. Anybody may choose such a name: a way to the nodes that is not the controller's is none. */
const isNamedByController = (label: string) => label.startsWith('ccm-');
