import { type HeldLock, unlockLine } from '../object-storage/locks';
import { type EnginePlace, engineLine } from './engine-place';

/** The command that releases a lock: the engine's own, or ours where the lock is too damaged for the engine. */
export const releaseLine = (place: EnginePlace, { id }: Pick<HeldLock, 'id'>) =>
  id === undefined ? unlockLine(place.stack) : engineLine(place, 'force-unlock', id);
