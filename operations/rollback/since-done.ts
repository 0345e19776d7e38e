import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { isOfLineage } from '../applied-configuration/standing';

/** What was applied of a stack since its last apply that came to its end. */
export interface SinceDone {
  /** That one; undefined where none is known. */
  readonly done: AppliedRecord | undefined;
  /** The later ones, which failed or were killed, in the order of time. */
  readonly others: readonly AppliedRecord[];
}

/** @param lineage of the state. @default - of whatever state */
export function sinceDone(records: readonly AppliedRecord[], lineage: string | undefined): SinceDone {
  const own = records.filter((record) => lineage === undefined || isOfLineage(record, lineage));
  const done = own.filter(({ end }) => end?.outcome === 'done').at(-1);
  return { done, others: own.slice(done ? own.indexOf(done) + 1 : 0) };
}

/** Two applies one after the other, where the second met another state than the first one left. */
export function gapIn({ done, others }: SinceDone) {
  const all = [...(done ? [done] : []), ...others];
  const pairs = all.slice(1).map((next, place) => ({ former: all[place]!, next }));
  return pairs.find(({ former, next }) => !mayFollow(former, next.state));
}

/** Whether a state is what an apply left, or what a rollback wrote after it. What a killed one left is not known. */
function mayFollow({ end, written }: AppliedRecord, state: StateVersion | null): boolean {
  if (!end || isSame(end.state, state)) return true;
  const serial = state?.serial ?? 0;
  return written !== undefined && serial > (end.state?.serial ?? 0) && serial <= written.state.serial;
}

/** Those that changed the state, or may have. @param state of now */
export function effective({ others }: SinceDone, state: StateVersion | undefined): readonly AppliedRecord[] {
  return others.filter(({ state: met, end }, place) => {
    const next = others[place + 1];
    return !isSame(met, end ? end.state : next ? next.state : (state ?? null));
  });
}

const isSame = (one: StateVersion | null, other: StateVersion | null) =>
  one?.serial === other?.serial && one?.lineage === other?.lineage;
