import { BUCKETS, SYSTEM_NAMESPACES, namespaceOf, type StackId } from '../../model/naming';
import type { SynthesizedStack } from '../deploy/output-folder';
import type { Thing } from './thing';

/** Stacks that make things of a type, and no other stack does. */
const MAKERS: Readonly<Record<string, StackId>> = {
  linode_lke_cluster: 'cluster',
  linode_vpc: 'cluster',
  linode_vpc_subnet: 'cluster',
  linode_domain: 'cluster',
};

/** Buckets that the stack `state` makes, by the end of their names; the others are of `system`. */
const OF_STATE = new RegExp(`-(${BUCKETS.join('|')})$`);

/**
 * The field that has to be switched off before a thing may be removed: what cannot be made again is protected, in a state
 * or not. Undefined for what is not protected.
 */
export function protectedBy(thing: Thing, stacks: readonly SynthesizedStack[]): string | undefined {
  const maker = makerOf(thing, stacks);
  const stack = stacks.find(({ id }) => id === maker);
  const isProtected = stack?.protectedAddresses.some((address) => address.startsWith(`${thing.type}.`)) ?? false;
  if (!stack || !isProtected) return undefined;
  return stack.id === 'cluster' || stack.id === 'state'
    ? 'deletionProtection'
    : `environments.${stack.id}.deletionProtection`;
}

function makerOf({ type, name }: Thing, stacks: readonly SynthesizedStack[]): StackId | undefined {
  if (type === 'linode_object_storage_bucket') return OF_STATE.test(name) ? 'state' : 'system';
  if (type !== 'kubernetes_namespace_v1') return MAKERS[type];
  const own = stacks.find(({ id }) => id !== 'cluster' && id !== 'state' && namespaceOf(id) === name);
  if (own) return own.id;
  return SYSTEM_NAMESPACES.includes(name) ? 'system' : undefined;
}
