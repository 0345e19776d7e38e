import { z } from 'zod';
import { STATUSES } from './status';

/**
 * Kind of the event of the ledger that says that an environment was destroyed. Its status stays what it was: only one
 * that was backed up is `retired`.
 */
export const DESTROYED_KIND = 'destroyed';

/** The details of a `destroyed` event. */
export const destroyedSchema = z.object({
  /** The status that it had. */
  status: z.enum(STATUSES),
});
