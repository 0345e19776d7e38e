import type { Cluster, NodePool } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { without } from '../../without';
import { clusterOf } from './cluster-of';
import { notFound } from './error';
import { listing } from './listing';
import { lockTypesOf, refuseLocked } from './locks';
import { checkPool, poolBody, poolChanges, type PoolBody, type PoolChanges } from './pool-body';
import { bodyOf, given, routes, type Call, type Route } from './route';

export const poolRoutes: Route[] = routes('lke', {
  'GET /lke/clusters/:cluster/pools': (call) =>
    listing(
      call,
      call.world.linode.poolsOf(clusterOf(call).id).map((it) => shown(it, clusterOf(call), call.world)),
    ),
  'GET /lke/clusters/:cluster/pools/:pool': (call) => shown(poolOf(call), clusterOf(call), call.world),
  'POST /lke/clusters/:cluster/pools': (call) => {
    const cluster = clusterOf(call);
    const body = bodyOf(call, poolBody);
    checkPool(body, cluster, call.world, nodesBeside(call.world, cluster));
    return shown(createPool(call.world, cluster, body), cluster, call.world);
  },
  'PUT /lke/clusters/:cluster/pools/:pool': (call) => {
    const cluster = clusterOf(call);
    const pool = poolOf(call);
    const body = bodyOf(call, poolChanges);
    checkPool(body, cluster, call.world, nodesBeside(call.world, cluster, pool));
    Object.assign(pool, changesOf(body, body.count ?? pool.count));
    resize(call.world, pool);
    return shown(pool, cluster, call.world);
  },
  'DELETE /lke/clusters/:cluster/pools/:pool': (call) => {
    const pool = poolOf(call);
    refuseLocked(call.world, 'lkenodepool', pool.id);
    deletePool(call.world, pool);
    return {};
  },
  'POST /lke/clusters/:cluster/pools/:pool/recycle': (call) => {
    recycle(call.world, poolOf(call));
    return {};
  },
});

export function createPool(world: World, cluster: Cluster, body: PoolBody): NodePool {
  const id = world.linode.nextId();
  const pool: NodePool = {
    id,
    cluster_id: cluster.id,
    type: body.type,
    label: '',
    count: body.count,
    nodes: world.linode.createNodes(cluster.id, id, body.count),
    disks: [],
    autoscaler: { enabled: false, min: body.count, max: body.count },
    labels: {},
    taints: [],
    tags: [],
    disk_encryption: body.disk_encryption ?? 'enabled',
    firewall_id: null,
    k8s_version: cluster.tier === 'enterprise' ? cluster.k8s_version : null,
    update_strategy: cluster.tier === 'enterprise' ? 'on_recycle' : null,
  };
  Object.assign(pool, changesOf(body, body.count));
  world.linode.pools.set(id, pool);
  return pool;
}

export function deletePool(world: World, pool: NodePool): void {
  world.linode.pools.delete(pool.id);
  world.linode.deleteNodes(pool.nodes);
}

/** New nodes for old ones. */
export function recycle(world: World, pool: NodePool): void {
  world.linode.deleteNodes(pool.nodes);
  pool.nodes = world.linode.createNodes(pool.cluster_id, pool.id, pool.count);
}

/** A pool as this kind of cluster gives it: what only an enterprise cluster has is left out elsewhere. */
export function shown(pool: NodePool, cluster: Cluster, world: World): object {
  const { firewall_id, k8s_version, update_strategy, ...common } = without(pool, 'cluster_id');
  const forEnterprise = cluster.tier === 'enterprise' ? { firewall_id, k8s_version, update_strategy } : {};
  const tags = inOrder(pool.tags, world.linode.tagOrder);
  return { ...common, ...forEnterprise, tags, locks: lockTypesOf(world, 'lkenodepool', pool.id) };
}

function inOrder(tags: string[], order: World['linode']['tagOrder']): string[] {
  if (order === 'given') return tags;
  return order === 'sorted' ? [...tags].sort() : [...tags].reverse();
}

function poolOf(call: Call): NodePool {
  const pool = call.world.linode.pools.get(call.id('pool'));
  if (pool?.cluster_id !== clusterOf(call).id) throw notFound();
  return pool;
}

/** Nodes of the pools of a cluster but one. */
const nodesBeside = ({ linode }: World, { id }: Cluster, pool?: NodePool) =>
  linode
    .poolsOf(id)
    .filter((it) => it !== pool)
    .reduce((sum, { count }) => sum + count, 0);

/** Linode takes any nodes of a pool that shrinks; here they are the oldest, so that nothing counts on the newest to go. */
function resize(world: World, pool: NodePool): void {
  world.linode.deleteNodes(pool.nodes.splice(0, Math.max(0, pool.nodes.length - pool.count)));
  const missing = pool.count - pool.nodes.length;
  pool.nodes.push(...world.linode.createNodes(pool.cluster_id, pool.id, missing));
}

/** An autoscaler that is switched off gives the count as both its bounds. */
function changesOf({ autoscaler, ...body }: PoolChanges, count: number): Partial<NodePool> {
  const changes = Object.fromEntries(Object.entries(given(body)).filter(([, value]) => value !== null));
  if (!autoscaler) return changes;
  const { enabled, min = count, max = count } = autoscaler;
  return { ...changes, autoscaler: enabled ? { enabled, min, max } : { enabled, min: count, max: count } };
}
