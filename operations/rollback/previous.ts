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
  if (text !== undefined && standing.status !== 'unfinished') return { kind: 'unknown', why: text };
  const done = records.filter(({ end }) => end?.outcome === 'done' && end.state?.lineage === state.lineage).at(-1);
  if (!done) return { kind: 'nothing' };
  const { key, hash, source } = done;
  return { kind: 'configuration', key, hash, commit: 'commit' in source ? source.commit : null };
}
