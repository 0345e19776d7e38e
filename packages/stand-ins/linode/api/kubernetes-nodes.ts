import type { World } from '../../world/world';

/**
 * The nodes of a cluster, as its Kubernetes API lists them: all that the linode provider asks of it. It is served under
 * `/kubernetes/<host>` where the kubeconfig is told to point there.
 */
export function nodesOf(world: World, host: string, token: string | undefined): { status: number; body: object } {
  const cluster = world.kubernetes.get(host);
  if (!cluster || token !== cluster.token) {
    return {
      status: 401,
      body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Unauthorized', code: 401 },
    };
  }
  const lke = [...world.linode.clusters.values()].find((it) => it.host === host);
  const nodes = lke ? world.linode.poolsOf(lke.id).flatMap((pool) => pool.nodes.map((it) => ({ ...it, pool }))) : [];
  const items = nodes.map(({ id, status, pool }) => ({
    metadata: { name: `lke${id}`, labels: { 'lke.linode.com/pool-id': String(pool.id) } },
    status: { conditions: [{ type: 'Ready', status: status === 'ready' ? 'True' : 'False' }] },
  }));
  return { status: 200, body: { kind: 'NodeList', apiVersion: 'v1', metadata: {}, items } };
}
