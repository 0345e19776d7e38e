import {
  getBuckets,
  getDomains,
  getFirewalls,
  getKubernetesClusters,
  getNodeBalancers,
  getNodePools,
  getObjectStorageKeys,
  getSubnets,
  getVolumes,
  getVPCs,
  type KubernetesCluster,
} from '@linode/api-v4';
import { ENVIRONMENT_POOL_TAG } from '../../model/naming';
import { allPages } from '../linode/all-pages';
import { unlessMissing } from '../linode/error';
import type { Thing } from './thing';

/** What tells the platform's own things at Linode from those of others. */
export interface LinodeMarks {
  /** Name of the platform, which is a tag of what it makes. */
  readonly platform: string;
  /** Label of its cluster. */
  readonly clusterLabel: string | undefined;
  /** Label of its VPC. A VPC takes no tags. */
  readonly vpcLabel: string | undefined;
  /** Names of its buckets. */
  readonly buckets: readonly string[];
  /** Ids of the clusters that its states hold. */
  readonly clusterIds: readonly string[];
}

const GUIDE = 'docs/guides/adopt.md';

/** Reads things of one kind. */
interface LinodeList {
  /** Beginning of the types of what it reads. */
  readonly types: string;
  readonly read: (marks: LinodeMarks) => Promise<Thing[]>;
}

/** Reads what exists at Linode and may be a platform's. Each kind by itself: a token may lack the scope of one. */
export const LINODE_LISTS: readonly LinodeList[] = [
  { types: 'linode_lke_cluster', read: clusters },
  { types: 'linode_lke_node_pool', read: poolsOfStates },
  { types: 'linode_firewall', read: firewalls },
  { types: 'linode_vpc', read: networks },
  { types: 'linode_domain', read: zones },
  { types: 'linode_object_storage_bucket', read: buckets },
  { types: 'linode_object_storage_key', read: keys },
  { types: 'linode_nodebalancer', read: nodeBalancers },
  { types: 'linode_volume', read: volumes },
];

const tagged = (tags: readonly string[], platform: string) =>
  tags.includes(platform) ? `it has the tag ${platform}` : undefined;

export async function clusters({ platform, clusterIds }: LinodeMarks): Promise<Thing[]> {
  const data = await allPages(getKubernetesClusters);
  return Promise.all(
    data.map(async (cluster): Promise<Thing> => {
      const { id, label, tags } = cluster;
      const isHeld = clusterIds.includes(String(id));
      const mark = tagged(tags, platform);
      const obstacle = isHeld || mark === undefined ? undefined : await poolsInTheWay(cluster);
      return { type: 'linode_lke_cluster', id: String(id), name: label, mark, obstacle };
    }),
  );
}

/** An import takes every pool for one inside the cluster. */
async function poolsInTheWay({ id }: KubernetesCluster): Promise<string | undefined> {
  const data = await allPages((params) => getNodePools(id, params));
  if (data.length <= 1) return undefined;
  return `it has ${data.length} pools, which an import alone would take for its own: take it over as ${GUIDE} says`;
}

/** Pools that belong to an environment, in the clusters of the platform. */
export async function poolsOfStates({ clusterIds }: LinodeMarks): Promise<Thing[]> {
  const pools = clusterIds.map(async (cluster) => {
    const data = (await unlessMissing(allPages((params) => getNodePools(Number(cluster), params)))) ?? [];
    return data.map((pool): Thing => {
      const tags = pool.tags as readonly string[];
      return {
        type: 'linode_lke_node_pool',
        id: `${cluster},${pool.id}`,
        name: pool.label ?? '',
        mark: tags.includes(ENVIRONMENT_POOL_TAG) ? `it has the tag ${ENVIRONMENT_POOL_TAG}` : undefined,
      };
    });
  });
  return (await Promise.all(pools)).flat();
}

export async function firewalls({ platform }: LinodeMarks): Promise<Thing[]> {
  const data = await allPages(getFirewalls);
  return data.map(({ id, label, tags }) => ({
    type: 'linode_firewall',
    id: String(id),
    name: label,
    mark: tagged(tags, platform),
  }));
}

export async function networks({ vpcLabel }: LinodeMarks): Promise<Thing[]> {
  if (vpcLabel === undefined) return [];
  const data = await allPages(getVPCs);
  const own = data.filter(({ label }) => label === vpcLabel);
  const mark = `its label is that of the platform's VPC, ${vpcLabel}`;
  const things = own.map(async ({ id, label }): Promise<Thing[]> => [
    { type: 'linode_vpc', id: String(id), name: label, mark },
    ...(await allPages((params) => getSubnets(id, params))).map((subnet) => ({
      type: 'linode_vpc_subnet',
      id: `${id},${subnet.id}`,
      name: subnet.label,
      mark: 'it is in the VPC of the platform',
    })),
  ]);
  return (await Promise.all(things)).flat();
}

export async function zones({ platform }: LinodeMarks): Promise<Thing[]> {
  const data = await allPages(getDomains);
  return data.map(({ id, domain, tags }) => ({
    type: 'linode_domain',
    id: String(id),
    name: domain,
    mark: tagged(tags, platform),
  }));
}

async function buckets({ buckets: names }: LinodeMarks): Promise<Thing[]> {
  const data = await allPages(getBuckets);
  return data.flatMap(({ label, region }) =>
    names.includes(label)
      ? {
          type: 'linode_object_storage_bucket',
          id: `${region}:${label}`,
          name: label,
          mark: "its name is that of one of the platform's",
        }
      : [],
  );
}

/** Keys are in no state. One that opens nothing but buckets of the platform, none of which is there, is left over. */
async function keys({ buckets: names }: LinodeMarks): Promise<Thing[]> {
  const data = await allPages(getObjectStorageKeys);
  const suspects = data.filter(
    ({ bucket_access: access }) => access && access.length > 0 && access.every((it) => names.includes(it.bucket_name)),
  );
  if (suspects.length === 0) return [];
  const existing = new Set((await allPages(getBuckets)).map(({ label }) => label));
  return suspects.flatMap(({ id, label, bucket_access: access }) =>
    access?.some((it) => existing.has(it.bucket_name))
      ? []
      : {
          type: 'linode_object_storage_key',
          id: String(id),
          name: label,
          mark: 'the buckets of the platform that it opens are gone',
        },
  );
}

/** What Kubernetes made, and a deleted cluster left behind. */
async function nodeBalancers({ clusterLabel }: LinodeMarks): Promise<Thing[]> {
  const data = (await unlessMissing(allPages(getNodeBalancers))) ?? [];
  const ofClusters = data.filter(({ lke_cluster: cluster }) => cluster && cluster.label === clusterLabel);
  if (ofClusters.length === 0) return [];
  const existing = new Set((await allPages(getKubernetesClusters)).map(({ id }) => id));
  return ofClusters.flatMap(({ id, label, lke_cluster: cluster }) =>
    !cluster || existing.has(cluster.id)
      ? []
      : {
          type: 'linode_nodebalancer',
          id: String(id),
          name: label ?? '',
          mark: `it was made for the cluster ${cluster.label} (${cluster.id}), which is gone`,
        },
  );
}

/** A volume carries no mark of its cluster but a tag of the platform, where the storage class gives it one. */
async function volumes({ platform }: LinodeMarks): Promise<Thing[]> {
  const data = (await unlessMissing(allPages(getVolumes))) ?? [];
  return data.flatMap(({ id, label, tags, linode_id: attachedTo }) =>
    attachedTo === null && tags.includes(platform)
      ? { type: 'linode_volume', id: String(id), name: label, mark: `it has the tag ${platform}, and nothing uses it` }
      : [],
  );
}
