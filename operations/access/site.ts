import type { EnvironmentVariables } from '../../model/environment-variables';
import { type Bucket, stateKeyOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import type { AuditLog } from '../audit/place';
import { openAuditLog } from '../audit/place';
import { storedState } from '../deploy/stored-state';
import type { KubernetesClient } from '../kubernetes/client';
import { clientAt, type ClusterPlace, clusterPlace } from '../kubernetes/cluster';
import { storeErrorText } from '../object-storage/error-text';
import { type KubeconfigPlace } from './places/place';
import { placeOf } from './places/place-of';
import { AccessRefused } from './refused';

/** Where a deployed platform is. The output folder of a synth says it, too. */
export interface SitePlace {
  /** Name of the platform. */
  readonly platform: string;
  /** Address of the object storage. */
  readonly endpoint: string;
  readonly buckets: Readonly<Record<Bucket, string>>;
  /** Address of the Linode API. @default - LINODE_URL, or the public one */
  readonly linodeApi: string | undefined;
}

export const sitePlaceOf = ({ name, state: { endpoint, buckets }, sources: { linodeApi } }: Platform): SitePlace => ({
  ...{ platform: name, endpoint, buckets, linodeApi },
});

/** A deployed platform, as far as access needs it. */
export interface AccessSite {
  /** Name of the platform. */
  readonly platform: string;
  readonly environment: EnvironmentVariables;
  readonly log: AuditLog;
  readonly place: ClusterPlace;
  readonly client: KubernetesClient;
  /** Where a reference leads to. */
  readonly placeOf: (reference: string) => KubeconfigPlace;
}

/** Id of the cluster at Linode, from its state. @throws {AccessRefused} before there is one */
export async function clusterIdOf(site: SitePlace, environment: EnvironmentVariables): Promise<string> {
  return (await clusterOf(site, environment)).clusterId;
}

async function clusterOf(
  { platform, endpoint, buckets }: SitePlace,
  environment: EnvironmentVariables,
): Promise<ClusterPlace> {
  const backend = { bucket: buckets.state, key: stateKeyOf(platform, 'cluster'), endpoint };
  const state = await storedState({ environment }, { backend }).catch((error: unknown) => {
    const where = `${backend.bucket}/${backend.key} in ${endpoint}`;
    throw new Error(`the state that says where the cluster is (${where}) cannot be read: ${storeErrorText(error)}`, {
      cause: error,
    });
  });
  const place = clusterPlace(state);
  if (place) return place;
  throw new AccessRefused([
    {
      what: `${platform} has no cluster yet, as its state tells`,
      given: `${backend.bucket}/${backend.key}`,
      fix: 'npx lke-platform apply',
    },
  ]);
}

/**
 * Works on the cluster that the state of `cluster` describes, with the credential that the stacks use.
 *
 * @throws {AccessRefused} before there is a cluster
 * @throws {Error} when the object storage does not answer, or nothing opens the cluster
 */
export async function onSite<T>(
  site: SitePlace,
  environment: EnvironmentVariables,
  work: (site: AccessSite) => Promise<T>,
): Promise<T> {
  const { platform, linodeApi, buckets } = site;
  const log = openAuditLog(site, environment);
  const place = await clusterOf(site, environment);
  const client = await clientAt(place, linodeApi, environment);
  const places = { s3: log.s3, platform, bucket: buckets.state, cluster: client, environment };
  try {
    return await work({ platform, environment, log, place, client, placeOf: (it) => placeOf(it, places) });
  } finally {
    client.close();
  }
}
