import type { AppliedRecord, StateVersion, Written } from './record';

/** How what was kept of the applies of a stack stands to its state. */
export type Standing =
  /** Nothing was ever applied, so nothing had to be kept. */
  | { readonly status: 'no-state' }
  /** The configuration that the state came from. */
  | { readonly status: 'current'; readonly record: AppliedRecord }
  /** Something wrote the state after the last apply of which a configuration was kept. */
  | { readonly status: 'older'; readonly record: AppliedRecord; readonly writes: number }
  /** The state is older than what the last apply left: somebody put it back. */
  | { readonly status: 'newer'; readonly record: AppliedRecord; readonly writes: number }
  /** A rollback wrote the state after the last apply, and did not come to its own. */
  | { readonly status: 'rewritten'; readonly record: AppliedRecord; readonly by: Written['by'] }
  /** The last apply did not come to its end; the state may have changed in it or not. */
  | { readonly status: 'unfinished'; readonly record: AppliedRecord }
  /** No configuration of this state was kept. */
  | { readonly status: 'missing' };

/**
 * Finds the configuration that a state came from, by lineage and serial.
 *
 * @param records in the order of time
 */
export function standingOf(records: readonly AppliedRecord[], state: StateVersion | undefined): Standing {
  if (!state) return { status: 'no-state' };
  const record = records.filter((it) => isOfLineage(it, state.lineage)).at(-1);
  if (!record) return { status: 'missing' };
  const left = record.end?.state;
  const { written } = record;
  if (written && isWrittenBy(written, state, left)) return { status: 'rewritten', record, by: written.by };
  if (!left) return { status: 'unfinished', record };
  if (state.serial === left.serial) return { status: 'current', record };
  return state.serial > left.serial
    ? { status: 'older', record, writes: state.serial - left.serial }
    : { status: 'newer', record, writes: left.serial - state.serial };
}

/** What is written in several steps may have stopped at each. */
const isWrittenBy = ({ state: { serial } }: Written, state: StateVersion, left: StateVersion | null | undefined) =>
  state.serial <= serial && (left ? state.serial > left.serial : state.serial === serial);

/** Whether an apply was one of a state. A first apply that did not end says no lineage: that of any state may be its own. */
export function isOfLineage({ state, end }: AppliedRecord, lineage: string): boolean {
  const known = end?.state?.lineage ?? state?.lineage;
  return known === undefined || known === lineage;
}

/** What a standing means for whoever reads it, in words; undefined where nothing is amiss. */
export function standingText(stack: string, standing: Standing): string | undefined {
  switch (standing.status) {
    case 'no-state':
    case 'current':
      return undefined;
    case 'missing':
      return (
        `no configuration of ${stack} was kept: it was applied by cdktf deploy or the plain engine alone. ` +
        'What it was made from is not known.'
      );
    case 'rewritten':
      return standing.by === 'forget'
        ? `a rollback of ${stack} made its state forget what goes on existing, and did not come to its end.`
        : `the state of ${stack} was lost and a copy put in its place: what was made after the copy is in no state.`;
    case 'unfinished':
      return `the last apply of ${stack}, begun ${standing.record.began}, did not come to its end; what of it was done is not known.`;
    case 'older':
      return (
        `the state of ${stack} was written ${times(standing.writes)} since the last apply of which the configuration was kept ` +
        `(${standing.record.began}): by cdktf deploy, the plain engine, or a command on the state. What those did is not known.`
      );
    case 'newer':
      return (
        `the state of ${stack} is ${standing.writes} serials older than what the last apply left (${standing.record.began}): ` +
        'it was put back. What exists may be in no state.'
      );
  }
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
