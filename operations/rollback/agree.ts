import type { Change, PlanSummary } from '../plan-review/plan-summary';
import { asks, type WayBack } from './classify';
import type { RollbackPlan } from './record';
import { forgettingOf, staying, stepOf, wordsOf } from './steps';

/** One thing that a person has to agree to. */
export interface Question {
  /** Id of the step, which `--yes-to` takes. */
  readonly step: string;
  readonly what: string;
}

/** What happens to attributes that cannot be changed back: nothing. */
export const questionsOfStaying = ({ ways_back: ways }: Pick<RollbackPlan, 'ways_back'>): Question[] =>
  ways.filter((way) => staying(way).length > 0).map((way) => ({ step: stepOf(way), what: wordsOf(way) }));

/** All that a person has to agree to, as far as the rollback plan knows it. */
export const foreseenBy = ({ steps }: Pick<RollbackPlan, 'steps'>): Question[] =>
  steps.filter(({ asks: isAsked }) => isAsked).map(({ id, what }) => ({ step: id, what }));

/** What is forgotten and goes on existing. */
export const questionOfForgetting = (plan: Pick<RollbackPlan, 'ways_back'>, address: string): Question => {
  const { id, what } = forgettingOf(plan, address);
  return { step: id, what };
};

/**
 * What a person has to agree to of the very plan that would be applied: what the rollback plan says is not reversible or
 * destroys, and everything that it did not foresee.
 */
export function questionsOf(
  { ways_back: ways }: Pick<RollbackPlan, 'ways_back'>,
  { changes }: Pick<PlanSummary, 'changes'>,
): Question[] {
  return changes.flatMap((change) => {
    const way = ways.find((it) => isBackBy(it, change));
    if (!way) return [unforeseen(change)];
    return asks(way) && staying(way).length === 0 ? [{ step: stepOf(way), what: wordsOf(way) }] : [];
  });
}

/** Whether a change is the way back of a resource, by its address now or before. */
function isBackBy({ address, previousAddress, inverse }: WayBack, change: Change): boolean {
  const isSame = [address, previousAddress].includes(change.address);
  // What was moved and changed comes back as a change of the former address.
  return isSame && (inverse === change.action || (inverse === 'move' && change.action === 'update'));
}

const unforeseen = ({ address, action }: Change): Question => ({
  step: `${action}:${address}`,
  what: `${action} ${address}: the rollback plan did not foresee this, so that something else has changed since`,
});
