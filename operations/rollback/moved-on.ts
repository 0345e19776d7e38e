import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { standingOf, standingText } from '../applied-configuration/standing';
import { idFor, type RollbackPlan } from './record';

/** How a stack stands to the change that is to be taken back. */
export type MovedOn =
  /** The change was the last one, done or not. */
  | { readonly status: 'no' }
  /** Something wrote the state since, of which nothing is known. */
  | { readonly status: 'written'; readonly text: string }
  /** Other changes were applied since. */
  | { readonly status: 'changed'; readonly since: readonly AppliedRecord[] }
  /** The change is not among what was applied. */
  | { readonly status: 'never' };

/**
 * Whether a stack has moved on since a change.
 *
 * @param records in the order of time
 * @param former hash of the configuration that the rollback applies: what a killed run of it applied does not count
 */
export function movedOn(
  { changed, stack }: Pick<RollbackPlan, 'changed' | 'stack'>,
  records: readonly AppliedRecord[],
  former: string | undefined,
  state: StateVersion | undefined,
): MovedOn {
  const began = records.findIndex(({ key }) => key === changed.key);
  if (began < 0) return { status: 'never' };
  const others = leftOf(records.slice(began + 1), changed.hash).filter(({ hash }) => hash !== former);
  if (others.length > 0) return { status: 'changed', since: others };
  const standing = standingOf(records, state);
  const isExpected = ['no-state', 'current', 'unfinished', 'rewritten'].includes(standing.status);
  return isExpected ? { status: 'no' } : { status: 'written', text: standingText(stack, standing) ?? standing.status };
}

/**
 * What of later applies still holds: without those that had nothing to do, those that were gone back from with all that
 * came after them, and all before one that did the change once more, unless that was gone back from, too.
 */
function leftOf(later: readonly AppliedRecord[], change: string): readonly AppliedRecord[] {
  let left: readonly AppliedRecord[] = [];
  const before = new Map<string, readonly AppliedRecord[]>();
  for (const record of later) {
    if (record.confirms !== undefined) continue;
    before.set(record.key, left);
    const isDone = record.end?.outcome === 'done';
    const undone = isDone && record.undoes !== undefined ? before.get(record.undoes) : undefined;
    if (undone) left = undone;
    else left = isDone && record.hash === change ? [] : [...left, record];
  }
  return left;
}

/**
 * Ids of the plans of changes, the last first: they have to be taken back before. A rollback that did not come to its end
 * is gone on with.
 */
export const plansOf = (since: readonly AppliedRecord[]) =>
  [...since].reverse().map(({ key, undoes, end }) => idFor(end?.outcome === 'done' ? key : (undoes ?? key)));
