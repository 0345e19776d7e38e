import type { NodePool } from '../model/derive/node-pool';

/** A pool of the model as the module `lke-cluster` takes it. */
export function nodePoolInput({ instanceType, count, maxCount, label, labels, taints, tags }: NodePool) {
  return {
    type: instanceType,
    ...(maxCount === undefined ? { nodeCount: count } : { autoscaler: { min: count, max: maxCount } }),
    label,
    labels,
    taints,
    tags,
  };
}
