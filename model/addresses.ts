import type { Bucket } from './naming';

/** Addresses of what the `cluster` stack makes at Linode. They are a contract (docs/adr/0005-addresses-are-a-contract.md). */
export const CLUSTER_ADDRESSES = {
  cluster: 'linode_lke_cluster.cluster',
  vpc: 'linode_vpc.network_vpc["this"]',
  subnet: 'linode_vpc_subnet.network_subnet["this"]',
  firewall: 'linode_firewall.network_firewall["this"]',
  zone: 'linode_domain.network_zone["this"]',
} as const;

/** Address of a node pool in the stack of its environment; the pool inside the cluster has none. */
export const nodePoolAddress = (name: string) => `linode_lke_node_pool.pool["${name}"]`;

/** Address of a bucket in the `state` stack. */
export const bucketAddress = (bucket: Bucket) => `linode_object_storage_bucket.${bucket}`;

/** Address of a bucket of the baseline in the `system` stack. */
export const baselineBucketAddress = (part: 'loki' | 'tempo') =>
  `linode_object_storage_bucket.observability_${part}_bucket`;

/** The namespace of an environment, in its stack. */
export const NAMESPACE_ADDRESS = 'kubernetes_namespace_v1.namespace';
