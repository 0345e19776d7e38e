import type { KubeNodePoolResponse } from '@linode/api-v4';
import { CLUSTER_ADDRESSES, nodePoolAddress } from '../../model/addresses';
import type { NodePool } from '../../model/derive/node-pool';
import type { Platform } from '../../model/platform';
import type { AssignedPool } from './assign-pools';
import { type Change, differences } from './difference';
import type { Live } from './live';

const TAINT = 'Pods that run there stay; one that starts later needs a toleration, or another pool to run on.';
const LABEL = 'New nodes carry it in their names; the present ones keep theirs.';

/** What the platform changes of one pool. */
export function poolChanges({ pool, environment, name, isSystemPool }: AssignedPool, live: Live, platform: Platform) {
  const wanted = platform.environments
    .find((other) => other.name === environment)
    ?.nodePools.find((other) => other.name === name);
  if (!wanted) return [];
  return isSystemPool ? insideCluster(pool, wanted) : outsideCluster(pool, wanted, environment, live, platform);
}

function outsideCluster(
  pool: KubeNodePoolResponse,
  wanted: NodePool,
  stack: Change['stack'],
  { firewall }: Live,
  { network }: Platform,
): Change[] {
  const guarded = network.firewall?.attachedTo === 'node-pools';
  return differences({ stack, address: nodePoolAddress(wanted.name) }, [
    ...attributes(pool, wanted),
    { attribute: 'firewall_id', before: pool.firewall_id, after: guarded ? firewall?.id : pool.firewall_id },
  ]);
}

/** The pool inside the cluster waits until the cluster is taken over. */
function insideCluster(pool: KubeNodePoolResponse, wanted: NodePool): Change[] {
  const changes = differences({ stack: 'cluster', address: CLUSTER_ADDRESSES.cluster }, attributes(pool, wanted));
  return changes.map((change) => ({ ...change, attribute: `pool[0].${change.attribute}`, afterImports: true }));
}

function attributes(pool: KubeNodePoolResponse, { label, labels, tags, taints }: NodePool) {
  return [
    { attribute: 'label', before: pool.label, after: label, consequence: LABEL },
    { attribute: 'labels', before: pool.labels, after: labels },
    { attribute: 'tags', before: pool.tags, after: tags },
    {
      attribute: 'taint',
      before: pool.taints.map(({ key, value, effect }) => ({ key, value, effect })),
      after: taints,
      consequence: TAINT,
    },
  ];
}
