import type { StackId } from '../model/naming';

/** A resource that has got another address. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * What has got another address, by stack. Each becomes a `moved` block, which keeps what is there instead of destroying
 * it and making it anew. An entry may go once every platform has applied it.
 */
export const MOVED: Readonly<Partial<Record<StackId, readonly Move[]>>> = {};
