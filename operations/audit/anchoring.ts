import type { StoredEvent } from '../ledger/event';
import type { Appended } from '../ledger/ledger';

export const notAnchoredText = ({ chain, sequence }: StoredEvent['event'], reason: string) =>
  `${chain}/${sequence} is not anchored outside of the ledger: ${reason}`;

/** Notes that an event is not anchored which something else than the recorder wrote, for whoever reports what is unwritten. */
export function noteAnchoring({ unwritten }: { readonly unwritten: string[] }, { event, notAnchored }: Appended): void {
  if (notAnchored !== undefined) unwritten.push(notAnchoredText(event, notAnchored));
}
