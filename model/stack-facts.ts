import { z } from 'zod';
import { itemSchema, pricesSchema } from './cost/cost-schema';
import type { Item } from './cost/item';
import { itemsOf } from './cost/platform-items';
import { ROLES } from './entities/access-policy';
import type { EnvironmentName } from './entities/environment';
import type { Platform } from './platform';

/** Stacks that tell facts. The stack of the buckets has nothing to tell. */
export type FactualStack = 'cluster' | EnvironmentName;

/**
 * What a stack tells of the platform file beside its resources. It is a local value of its root module, so that it is
 * part of what an apply keeps: whoever reads it there reads what was applied, and no working copy.
 */
export const stackFactsSchema = z.object({
  version: z.literal(1),
  /** Prices of the platform file. */
  prices: pricesSchema,
  /** What is paid for once this stack is applied. */
  items: z.array(itemSchema),
  /** US dollars a month that an environment may cost, or everything. */
  budget: z.number().positive().optional(),
  /** The secrets of an environment. */
  secrets: z.array(z.object({ name: z.string(), rotationFrequencyDays: z.number().positive() })),
  /** The access policies of an environment. */
  policies: z.array(
    z.object({ role: z.enum(ROLES), reviewedOn: z.string().optional(), expiry: z.string().optional() }),
  ),
});
export type StackFacts = z.infer<typeof stackFactsSchema>;

/** What a stack tells; of a retired environment nothing is left to tell. */
export function stackFactsOf(platform: Platform, stack: FactualStack): StackFacts {
  const environment = platform.environments.find(({ name, retired }) => name === stack && !retired);
  return {
    version: 1,
    prices: platform.prices,
    items: itemsOf(platform)
      .filter((item) => stackOf(item, platform) === stack)
      .map(({ owner, name, priced, region, quantity }) => ({ owner, name, priced, region, quantity })),
    ...budgetOf(stack === 'cluster' ? platform.budget : environment?.budget),
    secrets: (environment?.secretsBundle.items ?? []).map(({ name, rotationFrequencyDays }) => ({
      name,
      rotationFrequencyDays,
    })),
    policies: (environment?.accessPolicies ?? []).map(({ role, reviewedOn, expiry }) => ({ role, reviewedOn, expiry })),
  };
}

const budgetOf = (budget: number | undefined) => (budget === undefined ? {} : { budget });

/** The stack whose apply makes something. What all share comes with the cluster, but for the baseline's volumes. */
function stackOf({ owner, name, priced }: Item, { environments }: Platform): FactualStack {
  if (owner === 'shared') return 'service' in priced && priced.service === 'volume' ? 'system' : 'cluster';
  const pools = environments.flatMap((environment) => environment.nodePools.map((pool) => ({ environment, pool })));
  const isInline = pools.some(
    ({ environment, pool }) => environment.name === owner && pool.name === name && pool.isInline,
  );
  return isInline && 'instanceType' in priced ? 'cluster' : owner;
}
