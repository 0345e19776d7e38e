import { z } from 'zod';
import { eventsOf } from '../audit/query';
import type { Chain, LedgerRecord } from '../ledger/event';
import type { Ledger } from '../ledger/ledger';

const syncedSchema = z.object({
  /** Version of the source that the cluster has. */
  version: z.int(),
  /** When that version was written to the source, in ISO 8601. */
  changedAt: z.iso.datetime(),
  /** When the cluster got it, in ISO 8601. */
  syncedAt: z.iso.datetime(),
});

const rotationSchema = z.object({
  /** Version of the source that is to go. */
  from: z.int(),
  /** The one that replaces it. */
  to: z.int(),
});

const detailsSchema = z.object({
  bundle: z.record(z.string(), syncedSchema),
  rotations: z.record(z.string(), rotationSchema),
});

/** What the cluster has of one secret, as the ledger knows it. */
export type SyncedRecord = z.infer<typeof syncedSchema>;

/** A rotation that was begun and is not finished. */
export type Rotation = z.infer<typeof rotationSchema>;

/** What the ledger knows of the secrets of an environment, by name of the item. */
export type SecretRecords = z.infer<typeof detailsSchema>;

/** Kind of the events that tell of secrets; what was done follows. */
export const SECRETS_KIND = 'secrets';

const NOTHING: SecretRecords = { bundle: {}, rotations: {} };

/** The records that the details of an event hold; undefined where they tell of something else. */
export const parseRecords = (details: unknown): SecretRecords | undefined => detailsSchema.safeParse(details).data;

/** What the newest event that tells of all secrets of an environment says. */
export async function readRecords(ledger: Ledger | undefined, chain: Chain): Promise<SecretRecords> {
  if (!ledger) return NOTHING;
  for await (const { event } of eventsOf(ledger, chain, { kind: SECRETS_KIND }, 'newest-first')) {
    const records = parseRecords(event.details);
    if (records) return records;
  }
  return NOTHING;
}

/** The records as details of an event, from which on they hold. */
export const recordsDetails = ({ bundle, rotations }: SecretRecords): LedgerRecord['details'] => ({
  bundle,
  rotations,
});

export const withSynced = (records: SecretRecords, synced: SecretRecords['bundle']): SecretRecords => ({
  ...records,
  bundle: { ...records.bundle, ...synced },
});

/** @param rotation undefined when it is finished */
export function withRotation(records: SecretRecords, name: string, rotation: Rotation | undefined): SecretRecords {
  const others = Object.entries(records.rotations).filter(([other]) => other !== name);
  return { ...records, rotations: Object.fromEntries(rotation ? [...others, [name, rotation]] : others) };
}
