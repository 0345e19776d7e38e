/** One port of a NodeBalancer. */
export interface NodeBalancerConfig {
  id: number;
  nodebalancer_id: number;
  port: number;
  protocol: 'tcp' | 'udp' | 'http' | 'https';
  /** what the API calls its nodes */
  backends: NodeBalancerBackend[];
}

export interface NodeBalancerBackend {
  id: number;
  label: string;
  /** with its port */
  address: string;
  weight: number;
  mode: 'accept' | 'reject' | 'drain' | 'backup';
}

export interface NodeBalancer {
  id: number;
  label: string;
  region: string;
  hostname: string;
  ipv4: string;
  ipv6: string;
  client_conn_throttle: number;
  client_udp_sess_throttle: number;
  transfer: { in: number; out: number; total: number };
  tags: string[];
  vpcs: { subnet_id: number; ipv4_range: string }[];
  configs: NodeBalancerConfig[];
  /** the cluster that it was made for, which may be gone */
  lke_cluster: { id: number; label: string; type: 'lkecluster'; url: string } | null;
  created: string;
  updated: string;
}
