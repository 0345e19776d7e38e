import { expressionOf } from '../hcl/expression';
import type { Resources } from '../hcl/resources';

/**
 * Arguments of each type of resource whose change makes another one and destroys what was there. The providers' schemas
 * do not tell; a test compares the list with what the stand-ins of the providers replace.
 */
export const REPLACING_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  // Another input is an update of its own, which `replace_triggered_by` of other resources follows.
  terraform_data: ['input', 'triggers_replace'],
  linode_lke_cluster: ['apl_enabled', 'region', 'tier'],
  linode_lke_node_pool: ['cluster_id', 'type'],
  linode_lock: ['entity_id', 'entity_type', 'lock_type'],
  linode_vpc: ['region', 'ipv6'],
  linode_vpc_subnet: ['vpc_id', 'ipv4', 'ipv6'],
  linode_firewall: [],
  linode_domain: ['type'],
  linode_object_storage_bucket: ['label', 'region', 'cluster', 'endpoint_type', 's3_endpoint'],
  kubernetes_namespace_v1: ['metadata.name'],
  kubernetes_network_policy_v1: ['metadata.name', 'metadata.namespace'],
  helm_release: ['name', 'namespace'],
};

/** What those arguments are in a module: an expression each, by address and name. */
export const identityOf = (resources: Resources): Record<string, Record<string, string>> =>
  Object.fromEntries(
    Object.entries(resources).flatMap(([type, named]) =>
      Object.entries(named).map(([name, resource]) => [`${type}.${name}`, replacingArguments(type, resource)]),
    ),
  );

function replacingArguments(type: string, resource: unknown): Record<string, string> {
  const names = REPLACING_ARGUMENTS[type];
  if (!names) throw new Error(`say in publish/modules/identity.ts which arguments replace a ${type}`);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueAt(resource, name.split('.'));
      return value === undefined ? [] : [[name, expressionOf(value)]];
    }),
  );
}

/** A value within blocks, of which there may be one in a list. */
function valueAt(owner: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return owner;
  const block: unknown = Array.isArray(owner) ? owner[0] : owner;
  return valueAt((block as Readonly<Record<string, unknown>> | null | undefined)?.[key], rest);
}
