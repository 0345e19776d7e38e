import { z } from 'zod';
import type { EnvironmentName } from '../../model/entities/environment';
import { BACKUP_KIND } from '../../model/lifecycle/backup';
import { eventsOf } from '../audit/query';
import type { Ledger } from '../ledger/ledger';
import { FATES, type Fates } from './volumes';

const detailsSchema = z.object({
  readBack: z.literal(true),
  key: z.string(),
  content: z.string(),
  volumes: z.record(z.string(), z.enum(FATES)),
});

/** What the ledger tells of the last backup of an environment. */
export interface RecordedBackup {
  readonly sequence: number;
  /** Beginning of the keys of its objects in the artifacts bucket. */
  readonly key: string;
  /** What was said of the claims then. */
  readonly fates: Fates;
}

/** @param since a place in the chain; what stands there or before it is of another time. */
export async function recordedBackup(
  ledger: Ledger,
  environment: EnvironmentName,
  since: number,
): Promise<RecordedBackup | undefined> {
  for await (const { event } of eventsOf(ledger, environment, { kind: BACKUP_KIND }, 'newest-first')) {
    if (event.sequence <= since) return undefined;
    const { data } = detailsSchema.safeParse(event.details);
    if (event.kind === BACKUP_KIND && data) return { sequence: event.sequence, key: data.key, fates: data.volumes };
  }
  return undefined;
}
