import type { Cluster, Node, NodePool } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { notFound } from './error';
import { listing } from './listing';
import { routes, type Call, type Route } from './route';

/** Machines of the account: those that the nodes of its clusters are. Nobody makes another one here. */
export const instanceRoutes: Route[] = routes('linodes', {
  'GET /linode/instances': (call) => listing(call, instancesOf(call.world)),
  'GET /linode/instances/:instance': instanceOf,
});

function instancesOf({ linode }: World): { id: number }[] {
  return [...linode.clusters.values()].flatMap((cluster) =>
    linode.poolsOf(cluster.id).flatMap((pool) => pool.nodes.map((node) => shown(cluster, pool, node))),
  );
}

function shown(cluster: Cluster, pool: NodePool, { id: name, instance_id: id, status }: Node) {
  return {
    id,
    label: `lke${name}`,
    region: cluster.region,
    type: pool.type,
    status: status === 'ready' ? 'running' : 'booting',
    ipv4: [`198.51.100.${id % 256}`, privateAddressOf(id)],
    ipv6: `2001:db8:1::${id.toString(16)}/128`,
    tags: pool.tags,
    lke_cluster_id: cluster.id,
    created: cluster.created,
    updated: cluster.updated,
  };
}

/** The address at which NodeBalancers of the region reach a machine: Linode gives them from this network. */
export const privateAddressOf = (instance: number) =>
  `192.168.${128 + (Math.floor(instance / 256) % 128)}.${instance % 256}`;

function instanceOf(call: Call): object {
  const instance = instancesOf(call.world).find(({ id }) => id === call.id('instance'));
  if (!instance) throw notFound();
  return instance;
}
