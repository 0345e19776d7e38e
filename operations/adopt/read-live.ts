import {
  getBucketAccess,
  getBuckets,
  getDomains,
  getFirewalls,
  getKubernetesCluster,
  getKubernetesClusterControlPlaneACL,
  getKubernetesClusters,
  getNodePools,
  getProfile,
  getVPC,
  type ControlPlaneACLOptions,
  type KubernetesCluster,
} from '@linode/api-v4';
import { allPages } from '../linode/all-pages';
import { LinodeError, unlessMissing } from '../linode/error';
import type { Live, LiveBucket } from './live';
import { pick } from './pick';

/**
 * Finds a cluster by its id or label.
 *
 * @throws {Error} when there is none, with the clusters there are
 */
export async function findCluster(reference: string): Promise<KubernetesCluster> {
  const { id } = pick('cluster', reference, await allPages(getKubernetesClusters), ({ label }) => label);
  return getKubernetesCluster(id);
}

/** What to read beside the cluster. */
export interface Surroundings {
  /** Id or label. @default - no firewall */
  readonly firewall: string | undefined;
  /** Id or name. @default - no domain */
  readonly domain: string | undefined;
  /** Names of the buckets to look for. */
  readonly buckets: readonly string[];
}

/**
 * Reads a cluster and what is around it.
 *
 * @throws {Error} when there is no such firewall or domain, with those there are
 */
export async function readLive(cluster: KubernetesCluster, { firewall, domain, buckets }: Surroundings): Promise<Live> {
  const vpcId = cluster.tier === 'enterprise' ? cluster.vpc_id : undefined;
  return {
    cluster,
    acl: await readAcl(cluster.id),
    pools: await allPages((params) => getNodePools(cluster.id, params)),
    vpc: vpcId ? await unlessMissing(getVPC(vpcId)) : undefined,
    firewall:
      firewall === undefined
        ? undefined
        : pick('firewall', firewall, await allPages(getFirewalls), ({ label }) => label),
    domain: domain === undefined ? undefined : pick('domain', domain, await allPages(getDomains), (it) => it.domain),
    buckets: await readBuckets(buckets),
  };
}

/** E-mail address of whoever the token belongs to; undefined if the token may not tell. */
export async function readEmail(): Promise<string | undefined> {
  try {
    return (await getProfile()).email;
  } catch (error) {
    if (error instanceof LinodeError && (error.status === 401 || error.status === 403)) return undefined;
    throw error;
  }
}

/** A cluster without an ACL answers that it has none. */
async function readAcl(clusterId: number): Promise<ControlPlaneACLOptions | undefined> {
  try {
    return (await unlessMissing(getKubernetesClusterControlPlaneACL(clusterId)))?.acl;
  } catch (error) {
    if (error instanceof LinodeError && error.status === 400) return undefined;
    throw error;
  }
}

/** The buckets of these names that exist, in that order. */
async function readBuckets(names: readonly string[]): Promise<LiveBucket[]> {
  const data = await allPages(getBuckets);
  const found = names.flatMap((name) => data.filter(({ label }) => label === name));
  return Promise.all(
    found.map(async ({ label: name, region, s3_endpoint: endpointHost }) => {
      const { acl } = await getBucketAccess(region, name);
      return { name, region, endpointHost, acl: acl ?? 'private' };
    }),
  );
}
