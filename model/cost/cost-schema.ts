import { z } from 'zod';
import { SERVICES } from '../catalogue/offer';
import { ENVIRONMENT_NAMES } from '../entities/environment';

const quantity = z.number().int().nonnegative();

/** US dollars, as somebody wrote them. */
export const dollarsSchema = z.number().nonnegative();

const prices = z.record(z.string(), dollarsSchema);

/** Contract prices, as they are kept beside what was synthesized or applied. */
export const pricesSchema = z
  .object({ instanceTypes: prices, services: z.partialRecord(z.enum(SERVICES), dollarsSchema) })
  .partial();

/** Something that is paid for by the month, as it is kept. */
export const itemSchema = z
  .object({
    owner: z.enum([...ENVIRONMENT_NAMES, 'shared']),
    name: z.string(),
    priced: z.union([z.object({ instanceType: z.string() }), z.object({ service: z.enum(SERVICES) })]),
    region: z.string().optional(),
    quantity: z.object({ count: quantity, maxCount: quantity }),
  })
  .transform((item) => ({ ...item, region: item.region }));
