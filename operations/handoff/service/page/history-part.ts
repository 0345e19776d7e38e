import { h } from 'preact';
import { outcomeOf } from '../../../audit/outcome';
import { moment, type Part, section } from './parts';

/** Something that happened, as the API tells it. */
export interface ShownEvent {
  readonly time: string;
  readonly kind: string;
  readonly what: string;
  readonly by: string;
}

const isOfRollback = ({ kind }: ShownEvent) => kind.startsWith('rollback');

/** What became of an environment: what was gone back from, and everything else. */
export const historyParts = (events: readonly ShownEvent[]): Part[] => [
  section('rollbacks', 'Rollbacks', [listed(events.filter(isOfRollback))]),
  section('history', 'History', [listed(events.filter((event) => !isOfRollback(event)))]),
];

function listed(events: readonly ShownEvent[]): Part {
  if (events.length === 0) return h('p', null, 'There are none.');
  return h(
    'ul',
    { class: 'rows' },
    events.map(({ time, kind, what, by }) =>
      h('li', null, [moment(time), h('div', null, withOutcome(what, kind)), h('div', { class: 'dim' }, by)]),
    ),
  );
}

/** The beginning of an operation, and its end, are two lines. */
function withOutcome(what: string, kind: string): string {
  const outcome = outcomeOf(kind);
  return outcome === undefined ? what : `${what} (${outcome})`;
}
