import { CATALOGUE_DATE } from '../../../model/catalogue/offer';
import { type Amount, isComplete, sumOf } from '../../../model/cost/amount';
import { costFor, priced } from '../../../model/cost/cost';
import { stacksOfOwner } from '../../../model/cost/cost-basis';
import { BOUNDS, type Bound, type Owner } from '../../../model/cost/item';
import { dollarsOf } from '../../../model/cost/money';
import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import { factsOf, isThere, type WhatIsThere } from './facts-of';
import { type Family, type Sample, sampleOf, secondsOf } from './family';

const OWNERS: readonly Owner[] = [...ENVIRONMENT_NAMES, 'shared'];

/** How a bound is called in the label. */
const BOUND_LABELS: Readonly<Record<Bound, string>> = { count: 'count', maxCount: 'max_count' };

/** What is paid for by what was applied: no working copy of the platform file is asked. */
export function costFamilies(there: WhatIsThere): Family[] {
  const costs = OWNERS.flatMap((owner) => BOUNDS.flatMap((bound) => costOf(there, owner, bound) ?? []));
  return [
    {
      name: 'lke_platform_cost_dollars_per_month',
      help:
        'US dollars a month for what was applied, at the count of every pool and at the largest that may be. NaN where a ' +
        'price is not known, since what is unknown is not nothing.',
      labels: ['environment', 'bound'],
      samples: costs.map(({ labels, cost }) => ({ labels, value: cost ? dollarsIn(cost) : Number.NaN })),
    },
    {
      name: 'lke_platform_cost_unpriced_things',
      help: 'Number of things that are paid for and have no known price.',
      labels: ['environment', 'bound'],
      samples: costs.flatMap(({ labels, cost }): Sample[] => {
        return cost ? [{ labels, value: Number([...cost.unknown.values()].reduce((a, b) => a + b, 0n)) }] : [];
      }),
    },
    {
      name: 'lke_platform_budget_dollars_per_month',
      help: 'US dollars a month that an environment may cost, as it was applied; of everything, environment is all.',
      labels: ['environment'],
      samples: [
        ...ENVIRONMENT_NAMES.flatMap((name) => sampleOf({ environment: name }, factsOf(there, name)?.budget)),
        ...sampleOf({ environment: 'all' }, factsOf(there, 'cluster')?.budget),
      ],
    },
    {
      name: 'lke_platform_price_list_timestamp_seconds',
      help: 'Day of the list of prices.',
      labels: [],
      samples: [{ labels: {}, value: secondsOf(CATALOGUE_DATE) ?? Number.NaN }],
    },
  ];
}

/** @returns no cost where a stack was applied that tells nothing; undefined where nothing was applied that is paid for */
function costOf(there: WhatIsThere, owner: Owner, bound: Bound) {
  const labels = { environment: owner, bound: BOUND_LABELS[bound] };
  const stacks = stacksOfOwner(owner).filter((stack) => isThere(there, stack));
  if (stacks.length === 0) return undefined;
  const facts = stacks.map((stack) => factsOf(there, stack));
  const costs = facts.flatMap((it): Amount[] => (it ? [costFor(priced(it.items, it.prices), owner, bound)] : []));
  return { labels, cost: costs.length === stacks.length ? sumOf(costs) : undefined };
}

const dollarsIn = (cost: Amount) => (isComplete(cost) ? Number(dollarsOf(cost.known)) : Number.NaN);
