import type {
  ControlPlaneACLOptions,
  Domain,
  Firewall,
  KubeNodePoolResponse,
  KubernetesCluster,
  VPC,
} from '@linode/api-v4';

/** What exists at Linode and is to become a platform, as the Linode API tells it. */
export interface Live {
  readonly cluster: KubernetesCluster;
  /** Control-plane ACL; undefined where none was ever installed. */
  readonly acl: ControlPlaneACLOptions | undefined;
  /** In the order of the API. */
  readonly pools: readonly KubeNodePoolResponse[];
  /** VPC of the nodes, on the enterprise tier. */
  readonly vpc: VPC | undefined;
  readonly firewall: Firewall | undefined;
  readonly domain: Domain | undefined;
  /** Buckets of the account that have the names of the platform's. */
  readonly buckets: readonly LiveBucket[];
}

/** A bucket of Linode Object Storage. */
export interface LiveBucket {
  readonly name: string;
  readonly region: string;
  /** Host of its endpoint, such as `nl-ams-1.linodeobjects.com`; undefined if the API does not tell. */
  readonly endpointHost: string | undefined;
  /** Who may read and write it without a key, such as `private`. */
  readonly acl: string;
}
