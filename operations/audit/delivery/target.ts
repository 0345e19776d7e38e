import type { Chain, LedgerEvent } from '../../ledger/event';

/** Somewhere events are delivered to, which can be empty, late or gone: the ledger is the truth. */
export interface DeliveryTarget {
  /** As people call it: `Loki`. */
  readonly name: string;
  /** The last event of a chain that has arrived; 0 for none. */
  cursor(chain: Chain): Promise<number>;
  /** Hands over events that follow each other, and moves the cursor. Handing them over again changes nothing. */
  deliver(chain: Chain, events: readonly LedgerEvent[]): Promise<void>;
}

/** How a delivery went. */
export interface Delivered {
  readonly target: string;
  /** How many events were handed over. */
  readonly events: number;
  /** How many are not delivered yet. */
  readonly left: number;
  /** Why they are not. @default - all are delivered */
  readonly problem?: string;
}
