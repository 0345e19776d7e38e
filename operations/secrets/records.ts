import { z } from 'zod';
import { ownValue } from '../../model/own-value';
import { eventsOf } from '../audit/query';
import type { Chain, LedgerEvent, LedgerRecord } from '../ledger/event';
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
  /** Sequence of the newest event of secrets that was known: what came after it is not in here. @default - none */
  since: z.int().optional(),
});

const setSchema = z.object({
  item: z.string(),
  version: z.int(),
  /** @default - an earlier release wrote it, which did not tell */
  changedAt: z.iso.datetime().optional(),
});

/** A version that was written to a source, as the ledger knows it. */
export type SetRecord = Omit<z.infer<typeof setSchema>, 'item'>;

/** What the cluster has of one secret, as the ledger knows it. */
export type SyncedRecord = z.infer<typeof syncedSchema>;

/** A rotation that was begun and is not finished. */
export type Rotation = z.infer<typeof rotationSchema>;

/** What the ledger knows of the secrets of an environment, by name of the item. */
export type SecretRecords = z.infer<typeof detailsSchema>;

/** Kind of the events that tell of secrets; what was done follows. */
export const SECRETS_KIND = 'secrets';

const NOTHING: SecretRecords = { bundle: {}, rotations: {}, since: 0 };

/** The records that the details of an event hold; undefined where they tell of something else. */
const parseRecords = (details: unknown): SecretRecords | undefined => detailsSchema.safeParse(details).data;

/** The one item that an event is about, if it is about one. */
const itemSchema = z.object({ item: z.string() });

/**
 * What is known after an event of secrets. Each tells of all of them, as they were when that began: what others did
 * meanwhile is not undone by it.
 */
export function noteRecords(former: SecretRecords, { details }: LedgerEvent): SecretRecords {
  const told = parseRecords(details);
  if (!told) return former;
  const bundle = { ...former.bundle };
  for (const [name, record] of Object.entries(told.bundle)) {
    const known = ownValue(bundle, name);
    if (!known || Date.parse(record.syncedAt) >= Date.parse(known.syncedAt)) bundle[name] = record;
  }
  const item = itemSchema.safeParse(details).data?.item;
  const records = { ...former, bundle };
  return item === undefined ? records : withRotation(records, item, ownValue(told.rotations, item));
}

/** What a finished `secrets set` has written, by name of its item; undefined for another event. */
export function setBy({ kind, details }: Pick<LedgerEvent, 'kind' | 'details'>): [string, SetRecord] | undefined {
  const set = kind === `${SECRETS_KIND}.set.done` ? setSchema.safeParse(details).data : undefined;
  return set && [set.item, { version: set.version, changedAt: set.changedAt }];
}

/** Names of what was encrypted anew tell whole seconds only. */
const TIME_OF_NAMES_MS = 1000;

/** Whether a version was written after another one. One that was removed and set anew counts its versions from 1 again. */
export function isLater(one: SetRecord, other: SetRecord): boolean {
  if (one.changedAt === undefined || other.changedAt === undefined) return one.version > other.version;
  const later = Date.parse(one.changedAt) - Date.parse(other.changedAt);
  return later >= TIME_OF_NAMES_MS || (later >= 0 && one.version > other.version);
}

/** What is known of the secrets of an environment: by its newest event, and by those that this one did not know. */
export async function readRecords(ledger: Ledger | undefined, chain: Chain): Promise<SecretRecords> {
  if (!ledger) return NOTHING;
  const events: LedgerEvent[] = [];
  let [newest, known] = [0, Number.POSITIVE_INFINITY];
  for await (const { event } of eventsOf(ledger, chain, { kind: SECRETS_KIND }, 'newest-first')) {
    newest ||= event.sequence;
    if (event.sequence <= known && events.length > 0) break;
    const told = parseRecords(event.details);
    if (!told) continue;
    events.push(event);
    known = Math.min(known, told.since ?? event.sequence - 1);
  }
  const [oldest, ...later] = events.reverse();
  const base = parseRecords(oldest?.details) ?? NOTHING;
  return { ...later.reduce(noteRecords, base), since: newest };
}

/** The records as details of an event, from which on they hold. */
export const recordsDetails = ({ bundle, rotations, since }: SecretRecords): LedgerRecord['details'] => ({
  bundle,
  rotations,
  ...(since !== undefined && { since }),
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
