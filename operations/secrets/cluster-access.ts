import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Platform } from '../../model/platform';
import type { KubernetesClient } from '../kubernetes/client';
import { clusterClient } from '../kubernetes/cluster';
import { readStates } from '../orphans/read-states';

/**
 * A client for the cluster of a platform, with the credential that the stacks use. Close it after use.
 *
 * @throws {Error} before there is a cluster, or without a credential for it
 */
export async function platformCluster(
  { name, state, sources }: Platform,
  environment: EnvironmentVariables,
): Promise<KubernetesClient> {
  const place = { platform: name, bucket: state.buckets.state, endpoint: state.endpoint, linodeApi: sources.linodeApi };
  const { cluster } = await readStates(place, environment);
  const client = await clusterClient(cluster, sources.linodeApi, environment);
  if (client) return client;
  throw new Error(
    'the platform has no cluster yet: its state says nothing of one. Apply the stack first: npx lke-platform apply cluster',
  );
}
