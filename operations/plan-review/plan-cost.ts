import { type Amount, differenceOf, isComplete, sumOf } from '../../model/cost/amount';
import { CATALOGUE_DATE } from '../../model/catalogue/offer';
import { costFor, priced } from '../../model/cost/cost';
import { type CostBasis, stacksOfOwner } from '../../model/cost/cost-basis';
import { compareCosts, type LineDifference } from '../../model/cost/cost-difference';
import { type AtBounds, atBounds, type Owner } from '../../model/cost/item';
import { type Money, parseDollars } from '../../model/cost/money';
import type { StackId } from '../../model/naming';
import type { PaidFor, PaidItem } from './paid-for';

/** A stack with what its plan says is paid for. */
export interface PaidStack {
  readonly stack: StackId;
  readonly status: 'changes' | 'unchanged' | 'waits' | 'failed';
  /** Of changes. */
  readonly paidFor?: PaidFor | undefined;
}

/** What plans do to what is paid, in US dollars a month. */
export interface PlanCost {
  /** Day of the list of prices. */
  readonly date: string;
  /** The environments and what they share, as far as a stack of theirs was planned. */
  readonly owners: readonly PlanOwnerCost[];
  readonly difference: AtBounds<Amount>;
  /** What everything costs once the plans are applied; undefined unless all stacks were planned. */
  readonly after: AtBounds<Amount> | undefined;
  /** Stacks without a plan, of which it is not known what they will change. */
  readonly withoutPlan: readonly StackId[];
  readonly overBudget: readonly OverBudget[];
}

export interface PlanOwnerCost {
  readonly owner: Owner;
  readonly difference: AtBounds<Amount>;
  /** What it costs once the plans are applied; undefined unless all of its stacks were planned. */
  readonly after: AtBounds<Amount> | undefined;
  readonly lines: readonly LineDifference[];
}

/** A budget that plans exceed, or exceed by more than before. */
export interface OverBudget {
  readonly who: 'platform' | Owner;
  readonly budget: Money;
  /** What it can cost at the most once the plans are applied. Within the budget only if a part of it is not known. */
  readonly after: Amount;
  /** What makes it cost more. */
  readonly because: readonly LineDifference[];
}

/** What plans do to what is paid. @param stacks those that were planned, or should have been */
export function planCost(stacks: readonly PaidStack[], basis: CostBasis): PlanCost {
  const whole = priced(basis.items, basis.prices);
  const known = new Set<StackId>(stacks.filter(isPlanned).map(({ stack }) => stack));
  const [before, after] = (['before', 'after'] as const).map(
    (side) => priced(itemsOn(side, stacks), basis.prices).owners,
  );
  const compared = compareCosts(before ?? [], after ?? []);
  const seen = [...whole.owners.map(({ owner }) => owner), ...compared.map(({ owner }) => owner)];
  const owners = [...new Set(seen)].flatMap((owner): PlanOwnerCost[] => {
    const needed = stacksOfOwner(owner);
    if (!needed.some((stack) => known.has(stack))) return [];
    const { difference, lines } = compared.find((each) => each.owner === owner) ?? { difference: NONE, lines: [] };
    const isWhole = needed.every((stack) => known.has(stack));
    return [
      { owner, difference, lines, after: isWhole ? atBounds((bound) => costFor(whole, owner, bound)) : undefined },
    ];
  });
  const isWhole = whole.owners.every(({ owner }) => stacksOfOwner(owner).every((stack) => known.has(stack)));
  const cost = {
    owners,
    difference: atBounds((bound) => sumOf(owners.map(({ difference }) => difference[bound]))),
    after: isWhole ? whole.cost : undefined,
  };
  return {
    date: CATALOGUE_DATE,
    ...cost,
    withoutPlan: stacks.filter((stack) => !isPlanned(stack)).map(({ stack }) => stack),
    overBudget: overBudget(cost, basis.budgets),
  };
}

const NONE = atBounds(() => sumOf([]));

const isPlanned = ({ status }: PaidStack) => status === 'changes' || status === 'unchanged';

/** A pool that a resource of its own has counts there, even while the cluster still shows it as one inside it. */
function itemsOn(side: keyof PaidFor, stacks: readonly PaidStack[]): PaidItem[] {
  const items = stacks.flatMap(({ stack, paidFor }) => (paidFor?.[side] ?? []).map((item) => ({ stack, item })));
  const ownPools = new Set(items.flatMap(({ stack, item }) => (stack === 'cluster' ? [] : (item.poolId ?? []))));
  return items
    .filter(({ stack, item }) => stack !== 'cluster' || item.poolId === undefined || !ownPools.has(item.poolId))
    .map(({ item }) => item);
}

function overBudget(
  { owners, difference, after }: Pick<PlanCost, 'owners' | 'difference' | 'after'>,
  { platform, ...environments }: CostBasis['budgets'],
): OverBudget[] {
  const judged = [
    { who: 'platform' as const, budget: platform, difference, after, lines: owners.flatMap(({ lines }) => lines) },
    ...owners.map(({ owner, ...cost }) => ({
      who: owner,
      budget: owner === 'shared' ? undefined : environments[owner],
      ...cost,
    })),
  ];
  return judged.flatMap(({ who, budget: dollars, difference, after, lines }): OverBudget[] => {
    const budget = dollars === undefined ? undefined : parseDollars(dollars);
    if (budget === undefined || !after || !isMore(difference.maxCount)) return [];
    if (after.maxCount.known <= budget && isComplete(after.maxCount)) return [];
    return [{ who, budget, after: after.maxCount, because: lines.filter((line) => isMore(line.difference.maxCount)) }];
  });
}

/** Whether a difference is more, or can be. */
const isMore = ({ known, unknown }: Amount) => known > 0n || [...unknown.values()].some((count) => count > 0n);

/** What was paid before: what is paid afterwards, less what differs. */
export const beforeOf = ({ after, difference }: Pick<PlanOwnerCost, 'after' | 'difference'>) =>
  after && atBounds((bound) => differenceOf(difference[bound], after[bound]));
