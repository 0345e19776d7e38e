import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';

/**
 * The chains of a ledger: one for each environment, and one for what belongs to none of them, such as the cluster and
 * the buckets.
 */
export const CHAINS = ['platform', ...ENVIRONMENT_NAMES] as const;
export type Chain = (typeof CHAINS)[number];

/** Who did it, by what a credential proves; never the name of a user of this machine. */
const actorSchema = z.object({
  name: z.string().min(1),
  /** What was asked: Linode's profile, the Kubernetes API, or an identity provider. */
  provenBy: z.enum(['linode-profile', 'self-subject-review', 'oidc', 'token-review']),
});
export type Actor = z.infer<typeof actorSchema>;

/** What is written down; where it stands and when is the ledger's. */
export const recordSchema = z.object({
  /** The same in each attempt to write it, so that an attempt whose answer was lost is known again. */
  id: z.uuid(),
  /** What kind of thing happened, such as `stack.applied`. */
  kind: z.string().regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/),
  actor: actorSchema,
  /** What was done, in words. Never a secret. */
  what: z.string(),
  /** The reason that was given; null for none. */
  why: z.string().nullable(),
  /** What programs want to know of it. Never a secret. */
  details: z.record(z.string(), z.json()),
});
export type LedgerRecord = z.infer<typeof recordSchema>;

const eventSchema = recordSchema.extend({
  version: z.literal(1),
  chain: z.enum(CHAINS),
  /** Place in the chain, from 1 on. */
  sequence: z.int().min(1),
  /** ISO 8601 in UTC; never before the event that precedes it. */
  time: z.iso.datetime(),
  /** SHA-256 of the text of the event that precedes it; null for the first. */
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

/** An event in a chain. */
export type LedgerEvent = z.infer<typeof eventSchema>;

/** An event with the text that is stored of it, which is what its successor vouches for. */
export interface StoredEvent {
  readonly event: LedgerEvent;
  readonly text: string;
  /** SHA-256 of the text. */
  readonly hash: string;
}

/** The next event of a chain. @param now when it is written; the chain's clock never goes back */
export function nextEvent(chain: Chain, record: LedgerRecord, last: StoredEvent | undefined, now: Date): StoredEvent {
  const moment = now.toISOString();
  const former = last?.event.time ?? '';
  const event: LedgerEvent = {
    version: 1,
    chain,
    sequence: (last?.event.sequence ?? 0) + 1,
    time: former > moment ? former : moment,
    previous: last?.hash ?? null,
    ...record,
  };
  const text = `${JSON.stringify(event)}\n`;
  return { event, text, hash: hashOf(text) };
}

/** Reads an event as it is stored. @returns undefined for what is none */
export function parseEvent(text: string): StoredEvent | undefined {
  try {
    const { success, data } = eventSchema.safeParse(JSON.parse(text));
    return success ? { event: data, text, hash: hashOf(text) } : undefined;
  } catch {
    return undefined;
  }
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
