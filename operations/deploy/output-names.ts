/** Outputs of the stacks by which an operation finds the cluster and its pools. */
export const OUTPUT_NAMES = { clusterId: 'cluster_id', poolIds: 'node_pool_ids' } as const;
