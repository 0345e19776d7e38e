import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { standingOf, standingText } from '../applied-configuration/standing';
import type { Previous } from './record';

/** What is known of a stack before a change. */
export interface Before {
  readonly stack: string;
  /** What was applied of it, in the order of time. */
  readonly records: readonly AppliedRecord[];
  /** Undefined where there is none. */
  readonly state: StateVersion | undefined;
  /** Whether the state holds any resource. */
  readonly isEmpty: boolean;
}

/**
 * What to go back to: the last configuration that was applied to its end. What failed, or was killed, is passed over: it
 * is what somebody wants to get away from.
 */
export function previousOf({ stack, records, state, isEmpty }: Before): Previous {
  if (!state || isEmpty) return { kind: 'nothing' };
  const standing = standingOf(records, state);
  const text = standingText(stack, standing);
  if (text !== undefined && !['unfinished', 'rewritten'].includes(standing.status))
    return { kind: 'unknown', why: text };
  const done = records.filter(({ end }) => end?.outcome === 'done' && end.state?.lineage === state.lineage).at(-1);
  if (!done) return { kind: 'nothing' };
  const { key, hash, source } = done;
  return { kind: 'configuration', key, hash, commit: 'commit' in source ? source.commit : null };
}

/**
 * To apply again what was applied last puts back what something else has changed; that configuration leads to the same
 * again, and never to what was there.
 */
export const leadingBack = (previous: Previous, hash: string): Previous =>
  previous.kind === 'configuration' && previous.hash === hash
    ? {
        kind: 'unknown',
        why: 'the same configuration was applied last: what this changes came of something else (drift, or an apply that failed), and no configuration leads to that',
      }
    : previous;
