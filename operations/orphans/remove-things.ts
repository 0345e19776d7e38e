import {
  deleteBucketWithRegion,
  deleteDomain,
  deleteFirewall,
  deleteKubernetesCluster,
  deleteNodeBalancer,
  deleteNodePool,
  deleteSubnet,
  deleteVolume,
  deleteVPC,
  revokeObjectStorageKey,
} from '@linode/api-v4';
import { unlessMissing } from '../linode/error';
import type { KubernetesClient } from '../kubernetes/client';
import { objectPath } from '../kubernetes/paths';
import { listRevisions, removeRevision } from '../kubernetes/releases';
import { UNFINISHED_REVISION } from './kubernetes-things';
import { wordFor } from './kinds';
import { referenceOf, type Thing } from './thing';

const numbers = (id: string) => id.split(',').map(Number) as [number, number];

/** How each type is removed at Linode. */
const AT_LINODE: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  linode_lke_cluster: (id) => deleteKubernetesCluster(Number(id)),
  linode_lke_node_pool: (id) => deleteNodePool(...numbers(id)),
  linode_firewall: (id) => deleteFirewall(Number(id)),
  linode_vpc: (id) => deleteVPC(Number(id)),
  linode_vpc_subnet: (id) => deleteSubnet(...numbers(id)),
  linode_domain: (id) => deleteDomain(Number(id)),
  linode_object_storage_bucket: (id) => {
    const [region = '', label = ''] = id.split(':');
    return deleteBucketWithRegion({ region, label });
  },
  linode_object_storage_key: (id) => revokeObjectStorageKey(Number(id)),
  linode_nodebalancer: (id) => deleteNodeBalancer(Number(id)),
  linode_volume: (id) => deleteVolume(Number(id)),
};

/**
 * Removes one thing, which may be gone by now.
 *
 * @param cluster the cluster of the platform; undefined where there is none, or none was reached
 * @throws {Error} when it cannot be removed
 */
export async function removeThing(thing: Thing, cluster: KubernetesClient | undefined): Promise<void> {
  const { type, id } = thing;
  const atLinode = AT_LINODE[type];
  if (atLinode) {
    await unlessMissing(atLinode(id));
    return;
  }
  if (!cluster) throw new Error(`${referenceOf(thing)} is in the cluster, which cannot be reached.`);
  if (type === UNFINISHED_REVISION) return removeUnfinished(id, cluster);
  const path = objectPath(type, id);
  if (path === undefined) throw new Error(`a ${wordFor(type)} is not removed here; ${referenceOf(thing)} stays.`);
  await cluster.remove(path);
}

async function removeUnfinished(id: string, cluster: KubernetesClient): Promise<void> {
  const revisions = await listRevisions(cluster);
  const revision = revisions.find((it) => `${it.namespace}/${it.release}/${it.revision}` === id);
  if (revision) await removeRevision(cluster, revision);
}
