// Written by `npm run modules` from inputs.ts; a test holds it current.
import type { IResolvable } from 'cdktf';

/** Props of the construct behind the module `lke-cluster`. */
export interface LkeClusterProps {
  /**
   * Label of the cluster.
   * Allowed: letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit, 1 to 32 characters.
   */
  readonly label: string;
  /**
   * Linode region. A change replaces the cluster.
   * Allowed: an id as GET /regions lists it, such as nl-ams, 5 to 32 characters.
   */
  readonly region: string;
  /** Version of Kubernetes. A change recycles the nodes of all pools in one go; the API does it on a rolling basis. */
  readonly kubernetesVersion: string;
  /**
   * Tier of LKE; null for standard. Any value needs the provider with api_version v4beta. A change replaces the cluster.
   * Allowed: one of standard, enterprise.
   *
   * @default - none
   */
  readonly tier?: string;
  /**
   * Whether the control plane is redundant. It can never be switched off again.
   *
   * @default true
   */
  readonly highAvailability?: boolean | IResolvable;
  /**
   * Whether the control plane keeps audit logs, on the enterprise tier.
   *
   * @default false
   */
  readonly auditLogsEnabled?: boolean | IResolvable;
  /** Networks from which the Kubernetes API may be reached. */
  readonly controlPlaneAcl: LkeClusterControlPlaneAcl;
  /**
   * Id of the VPC, on the enterprise tier. A change replaces the cluster.
   *
   * @default - none
   */
  readonly vpcId?: number;
  /**
   * Id of the subnet, on the enterprise tier. A change replaces the cluster.
   *
   * @default - none
   */
  readonly subnetId?: number;
  /**
   * IP versions of the cluster, on the enterprise tier; null for IPv4 alone. A change replaces the cluster.
   * Allowed: one of ipv4, ipv4-ipv6.
   *
   * @default - none
   */
  readonly stackType?: string;
  /**
   * Linode tags of the cluster.
   *
   * @default []
   */
  readonly tags?: readonly string[];
  /**
   * Pools with one of these tags are kept elsewhere; without them the cluster would delete such pools. Always among them: environment-pool, which the pools of node_pools get.
   *
   * @default []
   */
  readonly externalPoolTags?: readonly string[];
  /**
   * The pool inside the cluster, where its own pods run. The standard tier demands one; null for none.
   *
   * @default - none
   */
  readonly systemPool?: LkeClusterSystemPool;
  /**
   * Whether Linode refuses to delete the cluster and its pools, whoever asks. It needs the provider with api_version v4beta, the scope account:read_write, and a user without restrictions.
   *
   * @default false
   */
  readonly deletionLock?: boolean | IResolvable;
  /**
   * Further pools by name. A name is part of the Terraform address.
   *
   * @default {}
   */
  readonly nodePools?: Readonly<Record<string, LkeClusterNodePool>> | IResolvable;
}

/** Networks from which the Kubernetes API may be reached. */
export interface LkeClusterControlPlaneAcl {
  /**
   * Whether it is kept here; false leaves it as it is, for something else to keep.
   *
   * @default true
   */
  readonly managed?: boolean | IResolvable;
  /**
   * Whether only the listed networks reach the Kubernetes API.
   *
   * @default true
   */
  readonly enabled?: boolean | IResolvable;
  /**
   * IPv4 networks in CIDR notation; a single address with /32.
   * Allowed: an IPv4 network in CIDR notation without host bits, such as 203.0.113.0/24 or 203.0.113.7/32.
   *
   * @default []
   */
  readonly ipv4?: readonly string[];
  /**
   * IPv6 networks in CIDR notation; a single address with /128.
   * Allowed: an IPv6 network in CIDR notation without host bits, such as 2001:db8::/32 or 2001:db8::1/128.
   *
   * @default []
   */
  readonly ipv6?: readonly string[];
}

/** The pool inside the cluster, where its own pods run. The standard tier demands one; null for none. */
export interface LkeClusterSystemPool {
  /**
   * Linode plan of each node. A change replaces the pool.
   * Allowed: an id as GET /linode/types lists it, such as g6-standard-4, 5 to 64 characters.
   */
  readonly type: string;
  /**
   * Number of nodes; null with an autoscaler.
   * Allowed: a whole number of nodes from 1 to 500.
   *
   * @default - none
   */
  readonly nodeCount?: number;
  /**
   * Bounds of the autoscaler; null for a fixed number of nodes.
   *
   * @default - none
   */
  readonly autoscaler?: LkeClusterAutoscaler;
  /**
   * Label of the pool at Linode; null for none.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 2 to 32 characters.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * Node labels for scheduling.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 0 to 63 characters.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>> | IResolvable;
  /**
   * Taints that keep other pods off the nodes.
   *
   * @default []
   */
  readonly taints?: readonly LkeClusterTaint[];
  /**
   * Linode tags of the pool.
   *
   * @default []
   */
  readonly tags?: readonly string[];
  /**
   * Id of the firewall of the nodes, on the enterprise tier. It can be changed, but not taken off again.
   *
   * @default - none
   */
  readonly firewallId?: number;
  /**
   * Whether the disks of the nodes are encrypted; null for the account's default. A change replaces the pool.
   * Allowed: one of enabled, disabled.
   *
   * @default - none
   */
  readonly diskEncryption?: string;
}

/** Further pools by name. A name is part of the Terraform address. */
export interface LkeClusterNodePool {
  /**
   * Linode plan of each node. A change replaces the pool.
   * Allowed: an id as GET /linode/types lists it, such as g6-standard-4, 5 to 64 characters.
   */
  readonly type: string;
  /**
   * Number of nodes; with an autoscaler the number that the pool begins with, null for its least.
   * Allowed: a whole number of nodes from 1 to 500.
   *
   * @default - none
   */
  readonly nodeCount?: number;
  /**
   * Bounds of the autoscaler; null for a fixed number of nodes.
   *
   * @default - none
   */
  readonly autoscaler?: LkeClusterAutoscaler;
  /**
   * Label of the pool at Linode; null for none.
   * Allowed: lower-case letters, digits and hyphens, starting and ending with a letter or digit, 2 to 32 characters.
   *
   * @default - none
   */
  readonly label?: string;
  /**
   * Node labels for scheduling.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 0 to 63 characters.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>> | IResolvable;
  /**
   * Taints that keep other pods off the nodes.
   *
   * @default []
   */
  readonly taints?: readonly LkeClusterTaint[];
  /**
   * Linode tags of the pool.
   *
   * @default []
   */
  readonly tags?: readonly string[];
  /**
   * Id of the firewall of the nodes, on the enterprise tier. It can be changed, but not taken off again.
   *
   * @default - none
   */
  readonly firewallId?: number;
  /**
   * Whether the disks of the nodes are encrypted; null for the account's default. A change replaces the pool.
   * Allowed: one of enabled, disabled.
   *
   * @default - none
   */
  readonly diskEncryption?: string;
  /**
   * Version of Kubernetes of the pool, on the enterprise tier; null for that of the cluster.
   * Allowed: a patch version with its LKE release, such as "v1.33.6+lke7".
   *
   * @default - none
   */
  readonly kubernetesVersion?: string;
  /**
   * How nodes take a new version, on the enterprise tier; null for on_recycle.
   * Allowed: one of rolling_update, on_recycle.
   *
   * @default - none
   */
  readonly updateStrategy?: string;
}

/** Bounds of the autoscaler; null for a fixed number of nodes. */
export interface LkeClusterAutoscaler {
  /**
   * Least number of nodes.
   * Allowed: a whole number of nodes from 1 to 500.
   */
  readonly min: number;
  /**
   * Largest number of nodes.
   * Allowed: a whole number of nodes from 1 to 500.
   */
  readonly max: number;
}

/** Taints that keep other pods off the nodes. */
export interface LkeClusterTaint {
  /**
   * Key of the taint.
   * Allowed: a name of letters, digits, "-", "_" and "." of at most 63, optionally behind a domain and "/", 1 to 128 characters, and without kubernetes.io and linode.com.
   */
  readonly key: string;
  /**
   * Value of the taint.
   * Allowed: letters, digits, "-", "_" and ".", starting and ending with a letter or digit, 1 to 63 characters.
   */
  readonly value: string;
  /**
   * What happens to pods that do not tolerate it.
   * Allowed: one of NoSchedule, PreferNoSchedule, NoExecute.
   */
  readonly effect: string;
}
