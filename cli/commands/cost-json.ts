import type { Amount } from '../../model/cost/amount';
import { amountJson } from '../../model/cost/amount-text';
import type { Cost, Line, OwnerCost } from '../../model/cost/cost';
import type { LineDifference, OwnerDifference } from '../../model/cost/cost-difference';
import { beforeOf, type PlanCost, type PlanOwnerCost } from '../../operations/plan-review/plan-cost';
import { type AtBounds, atBounds } from '../../model/cost/item';
import { dollarsOf } from '../../model/cost/money';
import { thingOf } from '../../model/cost/unit-price';

/** What `--json` says of a cost. */
export function costJson(cost: Cost): object {
  const { owners } = cost;
  const shared = owners.find(({ owner }) => owner === 'shared');
  return {
    currency: 'USD',
    region: cost.region,
    catalogueDate: cost.date,
    environments: owners.filter((it) => it !== shared).map((it) => ({ environment: it.owner, ...ownerJson(it) })),
    shared: shared && ownerJson(shared),
    total: amounts(cost.cost),
    transfer: { pool: cost.transferPool, ...transferJson(cost.transfer) },
  };
}

const amounts = (cost: AtBounds<Amount>) => atBounds((bound) => amountJson(cost[bound]));

const transferJson = (transfer: AtBounds<Amount>) =>
  atBounds((bound) => ({ gb: Number(transfer[bound].known), isComplete: transfer[bound].unknown.size === 0 }));

const ownerJson = ({ cost, transfer, lines }: OwnerCost) => ({
  ...amounts(cost),
  transfer: transferJson(transfer),
  lines: lines.map((line) => ({ name: line.name, ...lineJson(line), ...amounts(line.cost) })),
});

const lineJson = (line: Line) => ({
  what: thingOf(line),
  quantity: line.quantity,
  unitPrice: line.price
    ? { dollars: dollarsOf(line.price.monthly), from: line.price.from, isByTheHour: line.price.isByTheHour }
    : null,
});

/** What `--json` says of a difference. */
export function differenceJson(
  owners: readonly OwnerDifference[],
  total: Pick<OwnerDifference, 'before' | 'after' | 'difference'>,
): object {
  const shared = owners.find(({ owner }) => owner === 'shared');
  return {
    environments: owners
      .filter((it) => it !== shared)
      .map((it) => ({ environment: it.owner, ...ownerDifferenceJson(it) })),
    shared: shared && ownerDifferenceJson(shared),
    total: sides(total),
  };
}

const sides = ({ before, after, difference }: Pick<OwnerDifference, 'before' | 'after' | 'difference'>) => ({
  before: amounts(before),
  after: amounts(after),
  difference: amounts(difference),
});

const ownerDifferenceJson = (owner: OwnerDifference) => ({
  ...sides(owner),
  lines: owner.lines.map(lineDifferenceJson),
});

const lineDifferenceJson = ({ name, before, after, difference }: LineDifference) => ({
  name,
  before: before ? lineJson(before) : null,
  after: after ? lineJson(after) : null,
  difference: amounts(difference),
});

/** What `--json` says of the cost of plans. What was and what will be are null where not all of it was planned. */
export function planCostJson(cost: PlanCost): object {
  const shared = cost.owners.find(({ owner }) => owner === 'shared');
  return {
    currency: 'USD',
    catalogueDate: cost.date,
    environments: cost.owners
      .filter((it) => it !== shared)
      .map((it) => ({ environment: it.owner, ...planSides(it), lines: it.lines.map(planLineJson) })),
    shared: shared ? { ...planSides(shared), lines: shared.lines.map(planLineJson) } : null,
    total: planSides(cost),
    withoutPlan: cost.withoutPlan,
    overBudget: cost.overBudget.map(({ who, budget, after, because }) => ({
      ...{ who, budget: dollarsOf(budget), after: amountJson(after) },
      because: because.map(({ owner, name, after: line }) => ({ owner, name, address: line?.address ?? null })),
    })),
  };
}

function planSides(cost: Pick<PlanOwnerCost, 'after' | 'difference'>) {
  const before = beforeOf(cost);
  return {
    before: before ? amounts(before) : null,
    after: cost.after ? amounts(cost.after) : null,
    difference: amounts(cost.difference),
  };
}

const planLineJson = (line: LineDifference) => ({
  address: (line.after ?? line.before)?.address ?? null,
  ...lineDifferenceJson(line),
});
