import type { PlanJson, ResourceChangeJson } from '../engine/plan-json';
import { isRecord } from './attribute-changes';
import { NODE_POOL } from './inline-pools';
import type { Change } from './change';

/** Something that a plan deletes, and that Linode refuses to delete because of a lock. */
export interface LockedDeletion {
  /** Address of the resource that deletes it. */
  readonly address: string;
  /** What it is called, such as `node pool system-baseline (7)`. */
  readonly name: string;
  /** Address of the lock. */
  readonly lock: string;
}

/** Resources that a lock can be on, with its word for each. */
const LOCKABLE: Readonly<Record<string, string>> = {
  linode_lke_cluster: 'lkecluster',
  linode_lke_node_pool: 'lkenodepool',
};

interface Lock {
  readonly address: string;
  /** `lkecluster/7` */
  readonly on: string;
  /** Whether the plan lifts it. */
  readonly isLifted: boolean;
}

/**
 * What a plan would delete although it is locked. A resource of its own is deleted after the lock on it was lifted. A
 * pool inside the cluster is not: the engine only knows that the cluster is updated, so its lock counts even where the
 * same plan lifts it.
 */
export function lockedDeletions(plan: PlanJson, changes: readonly Change[]): LockedDeletion[] {
  const resources = plan.resource_changes ?? [];
  const locks = resources.flatMap(lockOf);
  const find = (on: string) => locks.find((lock) => lock.on === on);
  return changes.flatMap(({ address, action, objects }) => {
    const { type = '', change } = resources.find((resource) => resource.address === address) ?? {};
    const own = isDeleting(action) ? find(`${LOCKABLE[type]}/${idOf(change?.before)}`) : undefined;
    const pools = objects.filter((object) => object.kind === NODE_POOL && isDeleting(object.action));
    return [
      ...(own && !own.isLifted ? [{ address, name: address, lock: own.address }] : []),
      ...pools.flatMap(({ kind, name, id }) => {
        const lock = find(`lkenodepool/${String(id)}`);
        return lock ? [{ address, name: `${kind} ${name}`, lock: lock.address }] : [];
      }),
    ];
  });
}

const isDeleting = (action: string) => action === 'destroy' || action === 'replace';

const idOf = (before: unknown) => (isRecord(before) ? String(before.id) : undefined);

function lockOf({ address, type, change }: ResourceChangeJson): Lock[] {
  if (type !== 'linode_lock' || !isRecord(change.before)) return [];
  const { entity_type: entity, entity_id: id } = change.before;
  return [{ address, on: `${String(entity)}/${String(id)}`, isLifted: change.actions.includes('delete') }];
}
