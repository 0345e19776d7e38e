import type { StackId } from '../model/naming';
import type { Platform } from '../model/platform';

/** A resource that has got another address. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * What has got another address in a release, by stack. Each becomes a `moved` block, which keeps what is there instead of
 * destroying it and making it anew. An entry may go once every platform has applied it.
 */
export const MOVED: Readonly<Partial<Record<StackId, readonly Move[]>>> = {};

/** What has got another address in a stack: by a release, and by the platform file (as a pool that is renamed). */
export const movesOf = (stack: StackId, { moved, deletionLock }: Platform): Move[] => [
  ...(MOVED[stack] ?? []),
  ...moved
    .filter((entry) => entry.stack === stack)
    .flatMap(({ from, to }) => [{ from, to }, ...(deletionLock ? lockMoves({ from, to }) : [])]),
];

/** An element of the pools of a stack. */
const POOL = /^linode_lke_node_pool\.(\w+)\[(.+)\]$/;

/** The lock on a pool goes with it: Linode takes one lock of a pool, and refuses the new one while the old one is there. */
function lockMoves({ from, to }: Move): Move[] {
  const [before, after] = [from, to].map((address) => address.replace(POOL, 'linode_lock.$1_lock[$2]'));
  return POOL.test(from) && POOL.test(to) && before && after ? [{ from: before, to: after }] : [];
}
