import { CATALOGUE_DATE, REGIONS_WITH_PRICES } from '../catalogue/offer';
import { ENVIRONMENT_NAMES } from '../entities/environment';
import type { Platform } from '../platform';
import { type Amount, amountOf, sumOf } from './amount';
import { type AtBounds, atBounds, type Bound, type Item, type Owner } from './item';
import { itemsOf } from './platform-items';
import { type ContractPrices, transferOf, type UnitPrice, unitPriceOf, unknownThingOf } from './unit-price';

/** An item with what it costs. */
export interface Line extends Item {
  /** undefined where no price is known. */
  readonly price: UnitPrice | undefined;
  /** In millionths of a dollar a month. */
  readonly cost: AtBounds<Amount>;
  /** Network transfer that comes with it, in GB a month. */
  readonly transfer: AtBounds<Amount>;
}

/** What is paid for one environment, or for what all share. */
export interface OwnerCost {
  readonly owner: Owner;
  readonly lines: readonly Line[];
  readonly cost: AtBounds<Amount>;
  readonly transfer: AtBounds<Amount>;
}

/** What a platform costs a month, in US dollars. */
export interface Cost {
  /** Day of the list of prices. */
  readonly date: string;
  readonly region: string;
  /** The environments in the order of their stacks, then what they share. */
  readonly owners: readonly OwnerCost[];
  readonly cost: AtBounds<Amount>;
  /** Network transfer that comes with all nodes, in GB a month. */
  readonly transfer: AtBounds<Amount>;
  /** The pool of the account that the transfer is part of: that of all regions, or one that the region has for itself. */
  readonly transferPool: 'global' | 'regional';
}

/** What a platform costs, by the list of prices of this release and the prices of its file. */
export function costOf(platform: Platform): Cost {
  return {
    region: platform.cluster.region,
    ...priced(itemsOf(platform), platform.prices),
    ...placeOf(platform.cluster.region),
  };
}

/** What items cost, by their owners. The order of the items changes no sum. */
export function priced(items: readonly Item[], prices: ContractPrices): Pick<Cost, 'owners' | 'cost' | 'transfer'> {
  const lines = items.map((item) => lineOf(item, prices));
  const owners = [...ENVIRONMENT_NAMES, 'shared' as const].flatMap((owner) => {
    const own = lines.filter((line) => line.owner === owner);
    return own.length === 0 ? [] : [{ owner, lines: own, ...sums(own) }];
  });
  return { owners, ...sums(lines) };
}

function lineOf(item: Item, prices: ContractPrices): Line {
  const price = unitPriceOf(item, prices);
  const name = unknownThingOf(item);
  return {
    ...item,
    price,
    cost: atBounds((bound) => amountOf(price?.monthly, item.quantity[bound], name)),
    transfer: atBounds((bound) => amountOf(transferOf(item), item.quantity[bound], name)),
  };
}

const sums = (lines: readonly Pick<Line, 'cost' | 'transfer'>[]) => ({
  cost: atBounds((bound) => sumOf(lines.map(({ cost }) => cost[bound]))),
  transfer: atBounds((bound) => sumOf(lines.map(({ transfer }) => transfer[bound]))),
});

const placeOf = (region: string): Pick<Cost, 'date' | 'transferPool'> => ({
  date: CATALOGUE_DATE,
  transferPool: REGIONS_WITH_PRICES.has(region) ? 'regional' : 'global',
});

/** What one owner pays at one end; nothing for one that has nothing. */
export const costFor = ({ owners }: Pick<Cost, 'owners'>, owner: Owner, bound: Bound): Amount =>
  owners.find((each) => each.owner === owner)?.cost[bound] ?? sumOf([]);
