import { getFirewalls, getNodeBalancers, getNodePools } from '@linode/api-v4';
import type { Difference } from '../../../../model/rules/drift/difference';
import { allPages } from '../../../linode/all-pages';
import type { LinodeReading } from './linode-reading';
import { undeclared } from './undeclared';

/** What a firewall can be attached to, of the platform. */
interface Attachable {
  readonly type: 'linode' | 'nodebalancer';
  readonly id: number;
}

/** Firewalls that nobody declared and that decide over the platform's nodes or NodeBalancers. */
export function attachedFirewalls({ declared, unread }: LinodeReading): Promise<readonly Difference[]> {
  return unread.orNothing('cluster', 'what firewalls are attached to', async () => {
    const { clusterIds } = declared;
    const { own, ofPools } = await attachables(clusterIds);
    const data = await allPages(getFirewalls);
    return data.flatMap(({ id, label, entities }) => {
      const isKnown =
        declared.has('linode_firewall', String(id)) || ofPools.has(id) || isOfController(label, clusterIds);
      const attachedTo = isKnown ? [] : entities.filter((it) => own.some((other) => isSame(other, it)));
      if (attachedTo.length === 0) return [];
      const names = attachedTo.map((it) => `${it.type} ${it.label ?? it.id}`);
      return undeclared('cluster', { type: 'linode_firewall', id: String(id), after: { label, attached_to: names } });
    });
  });
}

const isSame = (a: Attachable, b: { readonly type: string; readonly id: number }) => a.type === b.type && a.id === b.id;

/** linode/cloud-firewall-controller makes a firewall of this name for the nodes of its cluster. */
const isOfController = (label: string, clusterIds: readonly number[]) => clusterIds.some((id) => label === `lke-${id}`);

/** Nodes and NodeBalancers of the clusters, and the firewalls that Linode says its pools have. */
async function attachables(clusterIds: readonly number[]): Promise<{ own: Attachable[]; ofPools: Set<number> }> {
  const pools = (await Promise.all(clusterIds.map((id) => allPages((params) => getNodePools(id, params))))).flat();
  const nodes = pools.flatMap(({ nodes: of }) =>
    of.flatMap(({ instance_id: id }) => (id === null ? [] : { type: 'linode' as const, id })),
  );
  const data = await allPages(getNodeBalancers);
  const balancers = data
    .filter(({ lke_cluster: cluster }) => cluster && clusterIds.includes(cluster.id))
    .map(({ id }) => ({ type: 'nodebalancer' as const, id }));
  const ofPools = pools.flatMap((pool) =>
    'firewall_id' in pool && pool.firewall_id ? [Number(pool.firewall_id)] : [],
  );
  return { own: [...nodes, ...balancers], ofPools: new Set(ofPools) };
}
