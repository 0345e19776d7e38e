import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SERVICES } from '../../model/catalogue/offer';
import { COST_BASIS_FILE, type CostBasis } from '../../model/cost/cost-basis';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';

const quantity = z.number().int().nonnegative();
const dollars = z.number().nonnegative();
const prices = z.record(z.string(), dollars);

const schema = z.object({
  region: z.string(),
  prices: z.object({ instanceTypes: prices, services: z.partialRecord(z.enum(SERVICES), dollars) }).partial(),
  budgets: z.partialRecord(z.enum(['platform', ...ENVIRONMENT_NAMES]), dollars),
  items: z.array(
    z.object({
      owner: z.enum([...ENVIRONMENT_NAMES, 'shared']),
      name: z.string(),
      priced: z.union([z.object({ instanceType: z.string() }), z.object({ service: z.enum(SERVICES) })]),
      region: z.string().optional(),
      quantity: z.object({ count: quantity, maxCount: quantity }),
    }),
  ),
});

/**
 * Reads what a synth wrote for plans to tell their cost.
 *
 * @returns undefined where a release wrote the folder that did not know it yet
 * @throws {Error} when the file is damaged
 */
export function readCostBasis(folder: string): CostBasis | undefined {
  const file = join(folder, COST_BASIS_FILE);
  if (!existsSync(file)) return undefined;
  try {
    const basis = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { ...basis, items: basis.items.map((item) => ({ ...item, region: item.region })) };
  } catch (error) {
    throw new Error(`${file} is damaged. Synthesize again: npx lke-platform synth`, { cause: error });
  }
}
