import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { COST_BASIS_FILE, type CostBasis } from '../../model/cost/cost-basis';
import { dollarsSchema, itemSchema, pricesSchema } from '../../model/cost/cost-schema';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';

const schema = z.object({
  region: z.string(),
  prices: pricesSchema,
  budgets: z.partialRecord(z.enum(['platform', ...ENVIRONMENT_NAMES]), dollarsSchema),
  items: z.array(itemSchema),
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
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file} is damaged. Synthesize again: npx lke-platform synth`, { cause: error });
  }
}
