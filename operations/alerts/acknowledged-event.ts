import { z } from 'zod';

/** Kind of the event of an acknowledgement, beside the suffixes of `recorded`. */
export const ACKNOWLEDGE_KIND = 'alert.acknowledge';

/** What the event tells of one that is done: ids of the silences that hold it. */
export const acknowledgedDetails = z.object({ silences: z.array(z.string()) });
