import type { NodePool } from '../model/derive/node-pool';

/** A pool of the model as the module `lke-cluster` takes it. */
export function nodePoolInput(pool: NodePool) {
  const { instanceType, count, maxCount, label, labels, taints, tags, diskEncryption } = pool;
  return {
    type: instanceType,
    ...(maxCount === undefined ? { nodeCount: count } : { autoscaler: { min: count, max: maxCount } }),
    label,
    labels,
    taints,
    tags,
    diskEncryption,
  };
}
