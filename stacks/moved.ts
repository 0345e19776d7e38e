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
export const movesOf = (stack: StackId, { moved }: Platform): Move[] => [
  ...(MOVED[stack] ?? []),
  ...moved.filter((entry) => entry.stack === stack).map(({ from, to }) => ({ from, to })),
];
