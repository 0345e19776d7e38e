import { z } from 'zod';
import { type Service, SERVICES } from '../catalogue/offer';
import { parseDollars } from '../cost/money';
import { entity } from '../entity';
import { documented } from '../field';
import { instanceTypeId } from '../limits';
import { text } from '../values';

const LARGEST_PRICE = 1_000_000;
const LARGEST_BUDGET = 100_000_000;

const decimals = (value: number) => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

/** US dollars a month that may be spent. */
export const budgetDollars = z
  .number()
  .positive()
  .max(LARGEST_BUDGET)
  .refine((value) => parseDollars(value) !== undefined && decimals(value) <= 2);

/** What all budgets have in common. */
export const BUDGET = {
  allowed: `a number of US dollars a month above 0 and up to ${LARGEST_BUDGET}, with at most two decimals`,
  default: 'none',
  fix: 'write for example budget: 1500, or leave it out for none',
  source: 'docs/guides/cost.md',
};

const PRICE = {
  allowed: `a number of US dollars a month from 0 to ${LARGEST_PRICE}, with at most six decimals`,
  fix: 'write a number without a currency, such as 120 or 0.085',
  source: 'docs/guides/cost.md',
};

const priceDollars = z
  .number()
  .min(0)
  .max(LARGEST_PRICE)
  .refine((value) => parseDollars(value) !== undefined);

const ABOUT: Readonly<Record<Service, string>> = {
  'lke-ha': 'Redundant control plane of the standard tier',
  'lke-e': 'Control plane of the enterprise tier',
  nodebalancer: 'One NodeBalancer',
  volume: 'One GB of a volume',
  objectstorage: 'Base price of object storage, which an account pays once',
};

const servicePrices = entity({
  name: 'ServicePrices',
  about: "Prices of Linode's services, by the name that the API gives them.",
  desired: Object.fromEntries(
    SERVICES.map((service) => [
      service,
      documented(priceDollars.optional(), {
        about: `${ABOUT[service]}, in US dollars a month`,
        ...PRICE,
        default: 'the price of the list in the region',
      }),
    ]),
  ) as Record<Service, z.ZodOptional<typeof priceDollars>>,
});

/** Prices that were agreed with Linode. */
export const prices = entity({
  name: 'Prices',
  about: 'Prices of a contract, or of what the list has no price of, in US dollars a month; they win over the list.',
  desired: {
    instanceTypes: documented(
      z
        .record(
          text(instanceTypeId),
          documented(priceDollars, {
            about: 'One Linode of this type, in US dollars a month',
            ...PRICE,
          }),
        )
        .default({}),
      {
        about: 'Price of one Linode by instance type, whatever the region, in US dollars a month',
        allowed: 'a map of ids of instance types to numbers, such as {g6-dedicated-8: 120.50}',
        source: 'docs/guides/cost.md',
      },
    ),
    services: documented(servicePrices.schema.prefault({}), {
      about: "Prices of Linode's services, whatever the region, in US dollars a month",
      allowed: `a map of ${SERVICES.join(', ')} to numbers`,
      source: 'docs/guides/cost.md',
    }),
  },
});
