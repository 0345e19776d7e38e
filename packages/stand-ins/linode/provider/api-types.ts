/** Answers of the Linode API in the shape in which the provider reads them. */

export interface ApiCluster {
  id: number;
  label: string;
  region: string;
  k8s_version: string;
  status: string;
  /** API v4 leaves it out */
  tier?: string;
  apl_enabled: boolean;
  tags: string[];
  control_plane: { high_availability: boolean; audit_logs_enabled?: boolean };
  vpc_id?: number | null;
  subnet_id?: number | null;
  stack_type?: string | null;
  created: string;
  updated: string;
}

export interface ApiPool {
  id: number;
  type: string;
  label: string;
  count: number;
  nodes: { id: string; instance_id: number; status: string }[];
  autoscaler: { enabled: boolean; min: number; max: number };
  labels: Record<string, string>;
  taints: { key: string; value: string; effect: string }[];
  tags: string[];
  disk_encryption: string;
  firewall_id?: number | null;
  k8s_version?: string | null;
  update_strategy?: string | null;
}

export interface ApiAcl {
  acl: { enabled: boolean; addresses: { ipv4: string[]; ipv6: string[] } };
}
