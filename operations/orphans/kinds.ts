import type { Thing } from './thing';

/** Attributes of a resource, as a state or a plan has them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** How a type of resource is named, and found among what exists. */
interface Kind {
  /** What people call it. */
  readonly word: string;
  readonly idOf: (attributes: Attributes) => string;
  readonly nameOf: (attributes: Attributes) => string;
}

const text = (attributes: Attributes, name: string) => {
  const value = attributes[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const inOrder = (separator: string, ...names: readonly string[]) => {
  return (attributes: Attributes) => names.map((name) => text(attributes, name)).join(separator);
};

const labelled = (word: string, idOf = inOrder(',', 'id')): Kind => ({ word, idOf, nameOf: inOrder('', 'label') });

/** The name of a Kubernetes object, with its namespace where it has one. */
function objectName({ metadata }: Attributes): string {
  const [first] = Array.isArray(metadata) ? (metadata as Attributes[]) : [];
  return [text(first ?? {}, 'namespace'), text(first ?? {}, 'name')].filter(Boolean).join('/');
}

const object = (word: string): Kind => ({ word, idOf: objectName, nameOf: objectName });

const RELEASE = inOrder('/', 'namespace', 'name');

/** Types of what can be an orphan: what exists apart from a state, and is found by a name. */
const KINDS: Readonly<Record<string, Kind>> = {
  linode_lke_cluster: labelled('LKE cluster'),
  linode_lke_node_pool: labelled('node pool', inOrder(',', 'cluster_id', 'id')),
  linode_firewall: labelled('firewall'),
  linode_vpc: labelled('VPC'),
  linode_vpc_subnet: labelled('subnet', inOrder(',', 'vpc_id', 'id')),
  linode_domain: { word: 'DNS zone', idOf: inOrder('', 'id'), nameOf: inOrder('', 'domain') },
  linode_object_storage_bucket: labelled('bucket', inOrder(':', 'region', 'label')),
  linode_object_storage_key: labelled('object storage key'),
  linode_nodebalancer: labelled('NodeBalancer'),
  linode_volume: labelled('volume'),
  helm_release: { word: 'release', idOf: RELEASE, nameOf: RELEASE },
  helm_revision: { word: 'unfinished revision of the release', idOf: RELEASE, nameOf: RELEASE },
  kubernetes_namespace_v1: object('namespace'),
  kubernetes_resource_quota_v1: object('quota'),
  kubernetes_limit_range_v1: object('limit range'),
  kubernetes_priority_class_v1: object('priority class'),
  kubernetes_network_policy_v1: object('network policy'),
  kubernetes_service_account_v1: object('service account'),
  kubernetes_role_v1: object('role'),
  kubernetes_role_binding_v1: object('role binding'),
  kubernetes_cluster_role_v1: object('cluster role'),
  kubernetes_cluster_role_binding_v1: object('cluster role binding'),
  kubernetes_config_map_v1: object('config map'),
  kubernetes_secret_v1: object('Secret'),
};

/** What people call a thing of this type. */
export const wordFor = (type: string) => KINDS[type]?.word ?? type;

/** The thing that a resource is; undefined for a type that cannot be an orphan. */
export function thingOf(type: string, attributes: Attributes): Thing | undefined {
  const kind = KINDS[type];
  return kind && { type, id: kind.idOf(attributes), name: kind.nameOf(attributes) };
}
