import type { Amount } from '../../model/cost/amount';
import { amountJson } from '../../model/cost/amount-text';
import type { Cost, Line, OwnerCost } from '../../model/cost/cost';
import type { LineDifference, OwnerDifference } from '../../model/cost/cost-difference';
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
