import type { AppliedRecord, StateVersion } from '../applied-configuration/record';
import { standingOf, standingText } from '../applied-configuration/standing';
import { afterKill } from './after-kill';
import { lastKnown } from './lost-state';
import type { Previous, RollbackPlan } from './record';
import { effective, gapIn, sinceDone } from './since-done';

/** What is known of a stack before a change. */
export interface Before {
  readonly stack: string;
  /** What was applied of it, in the order of time. */
  readonly records: readonly AppliedRecord[];
  /** Undefined where there is none. */
  readonly state: StateVersion | undefined;
  /** Addresses of what the state holds; what is tainted is not among them. */
  readonly made: ReadonlySet<string>;
  /** Whether the state holds any resource. */
  readonly isEmpty: boolean;
}

/** Plans of the ways back of what was applied, by the key of its configuration; none of what has no plan, or a damaged one. */
export type FormerPlans = ReadonlyMap<string, Pick<RollbackPlan, 'ways_back' | 'inverse_blocks'>>;

/**
 * What to go back to: the last configuration that was applied to its end. What failed, or was killed, is passed over: it
 * is what somebody wants to get away from. That there was nothing is said only where it is known where all came from that
 * the state holds, since to go back to nothing is to destroy it.
 */
export function previousOf({ stack, records, state, made, isEmpty }: Before, plans: FormerPlans): Previous {
  if (!state) return lastKnown(records) ? unknown(`the state of ${stack} is gone.`) : { kind: 'nothing' };
  if (isEmpty) return { kind: 'nothing' };
  const standing = standingOf(records, state);
  const text = standingText(stack, standing);
  if (text !== undefined && !['unfinished', 'rewritten'].includes(standing.status)) return unknown(text);
  const since = sinceDone(records, state.lineage);
  const gap = gapIn(since);
  if (gap) return unknown(gapText(stack, gap.former, gap.next));
  const changed = effective(since, state);
  const unplanned = changed.find(({ key }) => !plans.has(key));
  if (unplanned)
    return unknown(`the plan of the way back of ${applyOf(stack, unplanned)} is not there, or is damaged.`);
  const former = since.done ?? lastWhole(changed, plans, made);
  if (former === 'unknown') return unknown(killedText(stack));
  if (former) return configurationOf(former);
  return since.others[0]?.state === null ? { kind: 'nothing' } : unknown(metText(stack));
}

/** The last of these that was killed when it was done; where that cannot be told of one, it is not known. */
function lastWhole(changed: readonly AppliedRecord[], plans: FormerPlans, made: ReadonlySet<string>) {
  const ways = changed.map(({ key }) => plans.get(key)?.ways_back ?? []);
  const how = changed.map(({ end }, place) =>
    end ? 'in-part' : afterKill(ways[place] ?? [], ways.slice(place + 1).flat(), made),
  );
  const told = changed.map((record, place) => ({ record, how: how[place] })).filter((it) => it.how !== 'in-part');
  const last = told.at(-1);
  return last?.how === 'unknown' ? 'unknown' : last?.record;
}

const unknown = (why: string): Previous => ({ kind: 'unknown', why });

const configurationOf = ({ key, hash, source }: AppliedRecord): Previous => ({
  ...{ kind: 'configuration', key, hash, commit: 'commit' in source ? source.commit : null },
});

const applyOf = (stack: string, { began }: AppliedRecord) => `the apply of ${stack} that began ${began}`;

const gapText = (stack: string, former: AppliedRecord, next: AppliedRecord) =>
  `something wrote the state of ${stack} between its applies of ${former.began} and ${next.began}: cdktf deploy, the plain ` +
  'engine, or a command on the state. What that did is not known.';

const killedText = (stack: string) =>
  `no apply of ${stack} is known to have come to its end: one was killed, and whether it was done by then is not known. ` +
  'Where an apply was killed, the same one once more puts it right for those that follow.';

const metText = (stack: string) =>
  `the first apply of ${stack} that anything is kept of met a state already: cdktf deploy, the plain engine or import ` +
  '--into-state made it. What it was made from is not known.';

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
