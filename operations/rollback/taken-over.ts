import type { RollbackPlan } from './record';

type Change = Pick<RollbackPlan, 'ways_back' | 'inverse_blocks'>;

/**
 * Addresses of what has to be forgotten to go back, because it existed before: what a change itself took over and no block
 * makes the engine forget, and what former ones took over that did not come to their end.
 *
 * @param former changes since the last that did, in the order of time
 */
export function forgottenBy(change: Change, former: readonly Change[]): string[] {
  const taken = takenOverBy(former);
  const moved = change.ways_back.filter(({ previousAddress = '' }) => taken.has(previousAddress));
  return [...new Set([...change.inverse_blocks.forgotten, ...taken, ...moved.map(({ address }) => address)])];
}

/** All of a change that existed before it: to take down what it made is to make the state forget this. */
export const takenOver = ({ ways_back: ways, inverse_blocks: { forgotten } }: Change): string[] => [
  ...new Set([...ways.filter(({ inverse }) => inverse === 'forget').map(({ address }) => address), ...forgotten]),
];

/** What is moved later is there under one of both addresses: the change may have stopped before. */
function takenOverBy(changes: readonly Change[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const change of changes) {
    for (const address of takenOver(change)) taken.add(address);
    for (const { address, previousAddress = '' } of change.ways_back)
      if (taken.has(previousAddress)) taken.add(address);
  }
  return taken;
}
