import type { Cluster } from '../../world/linode/objects';
import { notFound } from './error';
import type { Call } from './route';

/** The cluster that the path of a request names. @throws ApiError 404 */
export function clusterOf(call: Call): Cluster {
  const cluster = call.world.linode.clusters.get(call.id('cluster'));
  if (!cluster) throw notFound();
  return cluster;
}
