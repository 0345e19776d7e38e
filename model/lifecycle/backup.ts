import { z } from 'zod';

/** Kind of the event of the ledger that tells of a backup of an environment. */
export const BACKUP_KIND = 'backup';

/** What retirement wants to know of a backup: part of the details of a `backup` event. */
export const backupSchema = z.object({
  /** Whether it was read back and is what was written. */
  readBack: z.boolean(),
});
export type Backup = z.infer<typeof backupSchema>;
