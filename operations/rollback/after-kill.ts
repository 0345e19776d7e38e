import type { WayBack } from './classify';

/**
 * How far an apply came that was killed and could not write it down: the engine may have been done by then. The plan of its
 * way back names all that it was to make.
 *
 * @param ways of that plan
 * @param later ways of what was applied since
 * @param made addresses of what the state holds; what is tainted is not among them
 */
export function afterKill(
  ways: readonly WayBack[],
  later: readonly WayBack[],
  made: ReadonlySet<string>,
): 'whole' | 'in-part' | 'unknown' {
  // What a later apply moved or destroyed was there, and tells nothing any more.
  const gone = new Set(later.flatMap(leftBehind));
  const comes = ways.filter(({ action, inverse }) => action === 'create' || inverse === 'forget');
  if (comes.some(({ address }) => !made.has(address) && !gone.has(address))) return 'in-part';
  // Whether a change in place was made is written nowhere.
  return ways.every(({ action }) => action === 'create' || action === 'import') ? 'whole' : 'unknown';
}

/** Addresses that are in no state any more after that was done. */
function leftBehind({ address, previousAddress, action }: WayBack): string[] {
  if (previousAddress !== undefined) return [previousAddress];
  return action === 'destroy' || action === 'forget' ? [address] : [];
}
