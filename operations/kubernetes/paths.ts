/** API group and version, and the plural, of the objects that the stacks make. */
const COLLECTIONS: Readonly<Record<string, readonly [api: string, plural: string]>> = {
  kubernetes_namespace_v1: ['api/v1', 'namespaces'],
  kubernetes_resource_quota_v1: ['api/v1', 'resourcequotas'],
  kubernetes_limit_range_v1: ['api/v1', 'limitranges'],
  kubernetes_priority_class_v1: ['apis/scheduling.k8s.io/v1', 'priorityclasses'],
  kubernetes_service_account_v1: ['api/v1', 'serviceaccounts'],
  kubernetes_config_map_v1: ['api/v1', 'configmaps'],
  kubernetes_secret_v1: ['api/v1', 'secrets'],
  kubernetes_network_policy_v1: ['apis/networking.k8s.io/v1', 'networkpolicies'],
  kubernetes_role_v1: ['apis/rbac.authorization.k8s.io/v1', 'roles'],
  kubernetes_role_binding_v1: ['apis/rbac.authorization.k8s.io/v1', 'rolebindings'],
  kubernetes_cluster_role_v1: ['apis/rbac.authorization.k8s.io/v1', 'clusterroles'],
  kubernetes_cluster_role_binding_v1: ['apis/rbac.authorization.k8s.io/v1', 'clusterrolebindings'],
};

/**
 * Path of an object in the Kubernetes API; undefined for a type that is not an object.
 *
 * @param type Terraform's type, such as `kubernetes_namespace_v1`
 * @param name `name`, or `namespace/name`
 */
export function objectPath(type: string, name: string): string | undefined {
  const [api, plural] = COLLECTIONS[type] ?? [];
  if (api === undefined || plural === undefined) return undefined;
  const [first = '', second] = name.split('/').map(encodeURIComponent);
  return second === undefined ? `/${api}/${plural}/${first}` : `/${api}/namespaces/${first}/${plural}/${second}`;
}
