const OBJECT = ['metadata.generation', 'metadata.resource_version', 'metadata.uid'] as const;

/**
 * What the provider computes and nobody can set, by type of the resource: in an update it follows from the rest, and goes
 * back with it.
 */
export const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  terraform_data: ['output'],
  linode_domain: [],
  linode_firewall: ['created', 'devices', 'status', 'updated'],
  linode_firewall_device: ['created', 'id', 'updated'],
  linode_lke_cluster: ['api_endpoints', 'dashboard_url', 'kubeconfig', 'pool.id', 'pool.nodes', 'status'],
  linode_lke_node_pool: ['id', 'nodes'],
  linode_lock: ['entity_label', 'entity_url', 'id'],
  linode_nodebalancer: ['created', 'firewalls', 'hostname', 'id', 'ipv4', 'ipv6', 'transfer', 'updated'],
  linode_object_storage_bucket: ['endpoint', 'hostname'],
  linode_object_storage_key: ['access_key', 'id', 'limited', 'regions_details', 'secret_key'],
  linode_token: ['created', 'id', 'token'],
  linode_vpc: ['created', 'id', 'updated'],
  linode_vpc_subnet: ['created', 'databases', 'id', 'linodes', 'nodebalancers', 'updated'],
  kubernetes_cluster_role_binding_v1: OBJECT,
  kubernetes_cluster_role_v1: OBJECT,
  kubernetes_config_map_v1: OBJECT,
  kubernetes_limit_range_v1: OBJECT,
  kubernetes_namespace_v1: OBJECT,
  kubernetes_network_policy_v1: OBJECT,
  kubernetes_priority_class_v1: OBJECT,
  kubernetes_resource_quota_v1: OBJECT,
  kubernetes_role_binding_v1: OBJECT,
  kubernetes_role_v1: OBJECT,
  kubernetes_secret_v1: OBJECT,
  kubernetes_service_account_v1: [...OBJECT, 'default_secret_name'],
};
