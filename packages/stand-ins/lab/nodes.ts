import { createHash } from 'node:crypto';
import type { KubernetesClient, KubernetesObject } from './client';

/** A pool of nodes, as LKE would bring it into the cluster. */
export interface LabPool {
  /** Linode id, or any other name */
  readonly id: string | number;
  /** Linode type, such as `g6-standard-4` */
  readonly type: string;
  readonly region: string;
  readonly vcpus: number;
  /** in GiB */
  readonly memory: number;
  readonly gpus?: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  /** names of its nodes, such as `lke1001-1002-3eb` */
  readonly nodes: readonly string[];
}

const PODS_PER_NODE = '110';
const NODES = '/api/v1/nodes';
const CONFLICT = 409;
/** Tells the nodes of the lab, and their pool. */
const POOL_LABEL = 'lke.linode.com/pool-id';

/**
 * Brings the nodes of the pools into the cluster, with labels and taints as they are now, and takes others out. Two may bring
 * the same ones at once.
 */
export async function syncNodes(client: KubernetesClient, pools: readonly LabPool[]): Promise<void> {
  const wanted = new Map(pools.flatMap((pool) => pool.nodes.map((name) => [name, nodeOf(name, pool)])));
  const { items = [] } = await client.get(NODES);
  for (const { metadata } of items) {
    const name = metadata?.name ?? '';
    if (!wanted.has(name)) await client.remove(`${NODES}/${name}`);
  }
  for (const [name, node] of wanted) {
    if (await isMade(client, node)) continue;
    const path = `${NODES}/${name}`;
    await client.patch(path, changesOf(await client.get(path), node));
  }
}

/** @returns false where it is there already */
async function isMade(client: KubernetesClient, node: KubernetesObject): Promise<boolean> {
  const { status, body } = await client.ask('POST', NODES, node);
  if (status === CONFLICT) return false;
  if (status >= 400) throw new Error(`the node ${node.metadata?.name ?? ''} was not made: ${JSON.stringify(body)}`);
  return true;
}

/** A node as LKE registers it: its labels were recorded on a real one. No zone: Linode has none. */
function nodeOf(name: string, pool: LabPool): KubernetesObject {
  const resources = {
    cpu: String(pool.vcpus),
    memory: `${pool.memory}Gi`,
    pods: PODS_PER_NODE,
    'ephemeral-storage': `${pool.vcpus * 40}Gi`,
    ...(pool.gpus !== undefined && pool.gpus > 0 && { 'nvidia.com/gpu': String(pool.gpus) }),
  };
  const platform = { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' };
  const labels = {
    ...pool.labels,
    ...platform,
    'kubernetes.io/hostname': name,
    'node.kubernetes.io/instance-type': pool.type,
    'topology.kubernetes.io/region': pool.region,
    [POOL_LABEL]: String(pool.id),
    // Each on a physical host of its own.
    'node.k8s.linode.com/host-uuid': createHash('sha1').update(name).digest('hex'),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: { providerID: `linode://${name}`, taints: pool.taints },
    status: { capacity: resources, allocatable: resources },
  };
}

/** Taints of Kubernetes' own (`not-ready`, `unschedulable`) stay; labels that the pool has no more go. */
function changesOf(present: KubernetesObject, wanted: KubernetesObject): object {
  const { taints: had = [] } = (present.spec ?? {}) as { taints?: LabPool['taints'] };
  const { taints = [] } = wanted.spec as { taints?: LabPool['taints'] };
  const kept = had.filter(({ key }) => key.startsWith('node.kubernetes.io/'));
  const gone = Object.keys(present.metadata?.labels ?? {}).filter((key) => !isKubernetesOwn(key));
  return {
    metadata: { labels: { ...Object.fromEntries(gone.map((key) => [key, null])), ...wanted.metadata?.labels } },
    spec: { taints: [...taints, ...kept] },
  };
}

const isKubernetesOwn = (label: string) => /^(beta\.|node\.)?kubernetes\.io\//.test(label);
