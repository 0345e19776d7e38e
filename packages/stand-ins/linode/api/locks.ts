import { z } from 'zod';
import type { Lock } from '../../world/linode/objects';
import type { World } from '../../world/world';
import { ApiError, invalid, notFound } from './error';
import { listing } from './listing';
import { bodyOf, routes, type Call, type Route } from './route';

type EntityType = Lock['entity']['type'];

const lockBody = z.object({
  entity_type: z.enum(['lkecluster', 'lkenodepool'], 'entity_type is not valid'),
  entity_id: z.int(),
  lock_type: z.enum(['cannot_delete', 'cannot_delete_with_subresources'], 'lock_type is not valid'),
});

/** Locks: in the beta version of the API alone, and for users without restrictions. */
export const lockRoutes: Route[] = routes('account', {
  'GET /locks': (call) => listing(call, [...locksOf(call).values()]),
  'GET /locks/:lock': (call) => lockOf(call),
  'POST /locks': (call) => create(call),
  'DELETE /locks/:lock': (call) => {
    locksOf(call).delete(lockOf(call).id);
    return {};
  },
});

/** @throws ApiError 400 while there is a lock. What the real API says then is not known; the words are ours. */
export function refuseLocked({ linode }: World, type: EntityType, id: number): void {
  const lock = linode.lockOn(type, id);
  if (lock) throw new ApiError(400, `The ${lock.lock_type} lock (Lock ID: ${lock.id}) needs to be removed first`);
}

/** The kinds of locks on an object, as the object itself tells them. */
export function lockTypesOf({ linode }: World, type: EntityType, id: number): string[] {
  const lock = linode.lockOn(type, id);
  return lock ? [lock.lock_type] : [];
}

function create(call: Call): Lock {
  const { linode } = call.world;
  const locks = locksOf(call);
  const { entity_type: type, entity_id: id, lock_type: wanted } = bodyOf(call, lockBody);
  const found = type === 'lkecluster' ? linode.clusters.get(id) : linode.pools.get(id);
  if (!found) throw invalid('entity_id', 'entity_id is not valid');
  const present = linode.lockOn(type, id);
  if (present) {
    const { id: number, lock_type: given } = present;
    throw invalid(
      'lock_type',
      `The ${given} lock (Lock ID: ${number}) needs to be removed to add ${wanted} lock. ` +
        'Can only have one of: cannot_delete, cannot_delete_with_subresources locks',
    );
  }
  const path = 'cluster_id' in found ? `clusters/${found.cluster_id}/pools/${id}` : `clusters/${id}`;
  const lock: Lock = {
    id: linode.nextId(),
    lock_type: wanted,
    entity: { id, type, label: found.label, url: `/v4/lke/${path}` },
  };
  locks.set(lock.id, lock);
  return lock;
}

function lockOf(call: Call): Lock {
  const lock = locksOf(call).get(call.id('lock'));
  if (!lock) throw notFound();
  return lock;
}

/** @throws ApiError as the API answers those who may know nothing of locks */
function locksOf({ version, world: { linode } }: Call): Map<number, Lock> {
  if (version !== 'v4beta') throw notFound();
  if (linode.profile.restricted) throw new ApiError(403, 'Unauthorized');
  return linode.locks;
}
