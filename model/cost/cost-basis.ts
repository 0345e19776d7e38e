import type { EnvironmentName } from '../entities/environment';
import type { Platform } from '../platform';
import type { Item, Owner } from './item';
import { itemsOf } from './platform-items';
import type { ContractPrices } from './unit-price';

/** File of an output folder that says what a plan has to know of the platform file to tell its cost. */
export const COST_BASIS_FILE = 'cost.json';

/** What a plan has to know of the platform file to tell its cost. */
export interface CostBasis {
  /** Region of the cluster. */
  readonly region: string;
  readonly prices: ContractPrices;
  /** In US dollars a month; undefined where nobody said. */
  readonly budgets: { readonly platform?: number | undefined } & Partial<Readonly<Record<EnvironmentName, number>>>;
  /** All that is paid for once every stack is applied. */
  readonly items: readonly Item[];
}

export const costBasisOf = (platform: Platform): CostBasis => ({
  region: platform.cluster.region,
  prices: platform.prices,
  budgets: {
    platform: platform.budget,
    ...Object.fromEntries(platform.environments.map(({ name, budget }) => [name, budget])),
  },
  items: itemsOf(platform),
});

/** The stacks in which something stands that an owner pays for. */
export const stacksOfOwner = (owner: Owner): readonly ('cluster' | EnvironmentName)[] =>
  owner === 'shared' || owner === 'system' ? ['cluster', 'system'] : [owner];
