import { CLUSTER_ADDRESSES } from '../../../model/addresses';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import { type Difference, schemaPath } from '../../../model/rules/drift/difference';

/** A place in a platform file: names of fields, and in a list of pools the name of one. */
export type FilePlace = readonly (string | { readonly pool: string })[];

/** What a difference would be in the platform file: the places that say it, or why it cannot be said. */
export type Adoptable =
  { readonly places: readonly FilePlace[]; readonly value?: unknown } | { readonly because: string };

const NODE_POOL_FIELDS: Readonly<Record<string, readonly string[]>> = {
  node_count: ['count', 'maxCount'],
  count: ['count', 'maxCount'],
  autoscaler: ['count', 'maxCount'],
  labels: ['labels'],
  taint: ['taints'],
  k8s_version: ['kubernetesVersion'],
  update_strategy: ['updateStrategy'],
};

/** Fields by address and attribute, for what there is one of. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, FilePlace>>>> = {
  [CLUSTER_ADDRESSES.cluster]: {
    label: ['cluster', 'label'],
    k8s_version: ['cluster', 'kubernetesVersion'],
    'control_plane.high_availability': ['cluster', 'highAvailability'],
    'control_plane.audit_logs_enabled': ['cluster', 'auditLogs'],
    'control_plane.acl': ['cluster', 'controlPlaneAcl'],
  },
  [CLUSTER_ADDRESSES.firewall]: {
    label: ['network', 'firewall', 'label'],
    inbound: ['network', 'firewall', 'inbound'],
    outbound: ['network', 'firewall', 'outbound'],
    inbound_policy: ['network', 'firewall', 'inboundPolicy'],
    outbound_policy: ['network', 'firewall', 'outboundPolicy'],
  },
  [CLUSTER_ADDRESSES.zone]: {
    soa_email: ['network', 'dns', 'soaEmail'],
    ttl_sec: ['network', 'dns', 'ttlSeconds'],
  },
  [CLUSTER_ADDRESSES.vpc]: { label: ['network', 'vpc', 'label'] },
};

const QUOTA_FIELDS: Readonly<Record<string, string>> = {
  'requests.cpu': 'cpu',
  'requests.memory': 'memory',
  pods: 'pods',
  'services.loadbalancers': 'loadBalancers',
};

/** @param systemPool name of the pool inside the cluster */
export function adoptableBy(difference: Difference, systemPool: string): Adoptable {
  const { action, address, path, kind } = difference;
  if (path.length === 0) return { because: action === 'added' ? ADDED : GONE };
  if (kind === 'linode_lke_node_pool') return ofPool(difference);
  if (kind === 'kubernetes_resource_quota_v1') return ofQuota(difference);
  const [first, ...others] = schemaPath(path);
  if (address === CLUSTER_ADDRESSES.cluster && first === 'pool') return inPool('system', systemPool, others[0]);
  const attribute = schemaPath(path).join('.');
  const found = Object.entries(FIELDS[address] ?? {}).find(
    ([name]) => attribute === name || attribute.startsWith(`${name}.`),
  );
  return found ? { places: [found[1]] } : UNSAID;
}

const ADDED = 'nobody declared it; remove it by hand, or describe it in platform.yaml and import it';
const GONE = 'it is gone; take it out of platform.yaml, or put it back with drift remediate';
const UNSAID: Adoptable = { because: 'platform.yaml has no field for it: the platform decides it' };

function ofPool({ stack, address, path }: Difference): Adoptable {
  const [, pool] = /^linode_lke_node_pool\.pool\["(.+)"\]$/.exec(address) ?? [];
  return pool !== undefined && (ENVIRONMENT_NAMES as readonly string[]).includes(stack)
    ? inPool(stack, pool, schemaPath(path)[0])
    : UNSAID;
}

function inPool(environment: string, pool: string, attribute: string | undefined): Adoptable {
  const fields = NODE_POOL_FIELDS[attribute ?? ''];
  if (!fields) return UNSAID;
  return { places: fields.map((field) => ['environments', environment, 'nodePools', { pool }, field]) };
}

function ofQuota({ stack, address, path, after }: Difference): Adoptable {
  const field = QUOTA_FIELDS[String(path.at(-1))];
  if (address !== 'kubernetes_resource_quota_v1.namespace_quota' || field === undefined) return UNSAID;
  const text = String(after);
  const value = /^\d+$/.test(text) ? Number(text) : text;
  return { places: [['environments', stack, 'quota', field]], value };
}
