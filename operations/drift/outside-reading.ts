import type { StackId } from '../../model/naming';
import type { Difference } from '../../model/rules/drift/difference';

/** What was read of a deployed platform that no plan shows. */
export interface OutsideReading {
  readonly differences: readonly Difference[];
  /** What could not be read, and why: never the same as "no drift". */
  readonly unread: readonly { readonly stack: StackId; readonly what: string }[];
}
