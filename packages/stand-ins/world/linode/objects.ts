/** Objects of the Linode API v4 in the shape in which it gives them, as far as they are answered here. */

export type { NodeBalancer, NodeBalancerBackend, NodeBalancerConfig } from './node-balancer';

export interface NodePool {
  id: number;
  cluster_id: number;
  type: string;
  label: string;
  count: number;
  nodes: Node[];
  disks: [];
  autoscaler: { enabled: boolean; min: number; max: number };
  labels: Record<string, string>;
  taints: Taint[];
  tags: string[];
  disk_encryption: 'enabled' | 'disabled';
  firewall_id: number | null;
  k8s_version: string | null;
  update_strategy: 'rolling_update' | 'on_recycle' | null;
}

export interface Node {
  id: string;
  instance_id: number;
  status: 'ready' | 'not_ready';
}

export interface Taint {
  key: string;
  value: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface Cluster {
  id: number;
  status: 'ready' | 'not_ready';
  created: string;
  updated: string;
  label: string;
  region: string;
  k8s_version: string;
  tier: 'standard' | 'enterprise';
  apl_enabled: boolean;
  tags: string[];
  control_plane: { high_availability: boolean; audit_logs_enabled: boolean };
  acl: ControlPlaneAcl | null;
  vpc_id: number | null;
  subnet_id: number | null;
  stack_type: 'ipv4' | 'ipv4-ipv6' | null;
  /** host of the Kubernetes API, without scheme and port */
  host: string;
}

export interface ControlPlaneAcl {
  enabled: boolean;
  'revision-id': string;
  addresses: { ipv4: string[]; ipv6: string[] };
}

/** Keeps one cluster or pool from being deleted, whoever asks. */
export interface Lock {
  id: number;
  lock_type: 'cannot_delete' | 'cannot_delete_with_subresources';
  entity: { id: number; type: 'lkecluster' | 'lkenodepool'; label: string; url: string };
}

export interface Token {
  id: number;
  label: string;
  /** `*`, or scopes such as `lke:read_write`, parted by spaces */
  scopes: string;
  created: string;
  expiry: string | null;
  token: string;
}

export interface ObjectStorageKey {
  id: number;
  label: string;
  access_key: string;
  secret_key: string;
  limited: boolean;
  bucket_access: BucketAccess[] | null;
  regions: { id: string; s3_endpoint: string; endpoint_type: string }[];
}

export interface BucketAccess {
  region: string;
  cluster: string;
  bucket_name: string;
  permissions: string;
}

export interface Bucket {
  label: string;
  region: string;
  cluster: string;
  hostname: string;
  created: string;
  size: number;
  objects: number;
  endpoint_type: string;
  s3_endpoint: string;
  acl: string;
  cors_enabled: boolean;
  has_certificate: boolean;
}

export interface Vpc {
  id: number;
  label: string;
  description: string;
  region: string;
  ipv6: { range: string }[] | null;
  created: string;
  updated: string;
}

export interface Subnet {
  id: number;
  vpc_id: number;
  label: string;
  ipv4: string;
  ipv6: { range: string }[] | null;
  linodes: [];
  databases: [];
  created: string;
  updated: string;
}

export interface FirewallRule {
  action: string;
  label: string;
  description: string;
  ports?: string | undefined;
  protocol: string;
  addresses: { ipv4?: string[] | undefined; ipv6?: string[] | undefined };
}

export interface FirewallRules {
  inbound: FirewallRule[];
  inbound_policy: string;
  outbound: FirewallRule[];
  outbound_policy: string;
}

export interface FirewallDevice {
  id: number;
  entity: { id: number; type: string; label: string; url: string };
  created: string;
  updated: string;
}

export interface Firewall {
  id: number;
  label: string;
  status: 'enabled' | 'disabled';
  tags: string[];
  rules: FirewallRules;
  devices: FirewallDevice[];
  created: string;
  updated: string;
}

export interface Volume {
  id: number;
  label: string;
  region: string;
  size: number;
  linode_id: number | null;
  tags: string[];
}

export interface Domain {
  id: number;
  type: 'master' | 'slave';
  domain: string;
  tags: string[];
  group: string;
  status: string;
  description: string;
  soa_email: string;
  master_ips: string[];
  axfr_ips: string[];
  retry_sec: number;
  expire_sec: number;
  refresh_sec: number;
  ttl_sec: number;
  created: string;
  updated: string;
}

export interface DomainRecord {
  id: number;
  domain_id: number;
  type: string;
  name: string;
  target: string;
  priority: number;
  weight: number;
  port: number;
  service: string | null;
  protocol: string | null;
  ttl_sec: number;
  tag: string | null;
  created: string;
  updated: string;
}

export interface Event {
  id: number;
  action: string;
  /** who did it. @default - Linode itself */
  username?: string;
  status: 'finished';
  created: string;
  entity: { id: number; type: string; label: string; url: string };
}
