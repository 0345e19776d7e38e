import type { LedgerTold } from '../sources/ledger-reader';
import type { Family } from './family';

/** How the chains of the ledger look from outside. */
export function ledgerFamilies({ chains }: LedgerTold): Family[] {
  const told = [...chains];
  return [
    {
      name: 'lke_platform_ledger_last_sequence',
      help: 'Place of the last event of a chain of the ledger; 0 for an empty one. It never goes back.',
      labels: ['chain'],
      samples: told.map(([chain, { last }]) => ({ labels: { chain }, value: last })),
    },
    {
      name: 'lke_platform_ledger_unreadable_events',
      help: 'Places of a chain in which no event can be read: lke-platform audit verify tells what happened.',
      labels: ['chain'],
      samples: told.map(([chain, { unreadable }]) => ({ labels: { chain }, value: unreadable })),
    },
  ];
}
