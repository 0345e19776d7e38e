import type { EnvironmentVariables } from '../../model/environment-variables';
import { stateKeyOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { storedState } from '../deploy/stored-state';
import type { KubernetesClient } from '../kubernetes/client';
import { clusterClient } from '../kubernetes/cluster';

/** Where a deployed platform is, as its file or the output folder of a synth says. */
export interface ClusterSite {
  readonly platform: string;
  readonly stateBucket: string;
  /** Address of the object storage. */
  readonly endpoint: string;
  readonly linodeApi: string | undefined;
}

export const clusterSiteOf = ({ name, state, sources }: Pick<Platform, 'name' | 'state' | 'sources'>): ClusterSite => ({
  platform: name,
  stateBucket: state.buckets.state,
  endpoint: state.endpoint,
  linodeApi: sources.linodeApi,
});

/**
 * Works on the cluster of a platform, with the credential that the stacks use.
 *
 * @param work gets undefined before there is a cluster
 */
export async function onCluster<T>(
  { platform, stateBucket, endpoint, linodeApi }: ClusterSite,
  environment: EnvironmentVariables,
  work: (client: KubernetesClient | undefined) => Promise<T>,
): Promise<T> {
  const backend = { bucket: stateBucket, key: stateKeyOf(platform, 'cluster'), endpoint };
  const client = await clusterClient(await storedState({ environment }, { backend }), linodeApi, environment);
  try {
    return await work(client);
  } finally {
    client?.close();
  }
}
