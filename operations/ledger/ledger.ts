import { randomUUID } from 'node:crypto';
import type { Anchors } from './anchors';
import { nextEvent, parseEvent, type Chain, type LedgerRecord, type StoredEvent } from './event';
import { findLast } from './find-last';
import { LedgerRefusal, missingBucket, unknownFate } from './refusals';
import { refuseUnsafeStore } from './safe-store';
import { keyOf, statusOf, type LedgerStore } from './store';

/** How an event is written though others write at the same time, and though answers get lost. */
const RETRIES = { retries: 40, minTimeout: 20, maxTimeout: 1000, factor: 1.5, randomize: true };
/** The client has tried each of these several times already. */
const LOST_ANSWERS = 4;

/** Somebody else took the place in the chain. */
class RaceLost extends Error {}

/** Whoever decides what is written wants nothing written. */
class NotWanted extends Error {}

/**
 * Decides what follows on a chain.
 *
 * @param last sequence of the event that it would follow on; 0 for none
 * @throws when nothing shall be written
 */
export type DecideRecord = (last: number) => Promise<Omit<LedgerRecord, 'id'>>;

export interface LedgerProps {
  readonly store: LedgerStore;
  /** Where the head of a chain is written down outside of the ledger. */
  readonly anchors: Anchors;
  /** @default - the clock */
  readonly now?: () => Date;
}

/** What was written, and whether it is anchored. */
export interface Appended extends StoredEvent {
  /** Why the head is not written down outside of the ledger yet; the next event makes up for it. @default - it is */
  readonly notAnchored?: string;
}

/**
 * Chains of events that are only ever added to. Any number of writers may add to a chain at the same time: an event is
 * an object that can be created once, and its key is its place in the chain.
 */
export class Ledger {
  private readonly hints = new Map<Chain, number>();
  private safe: Promise<void> | undefined;

  constructor(private readonly props: LedgerProps) {}

  get store(): LedgerStore {
    return this.props.store;
  }

  get anchors(): Anchors {
    return this.props.anchors;
  }

  /**
   * Adds an event to the end of a chain. When it returns, the event is there, once.
   *
   * @param record its id is the same in each attempt of a caller that tries again later. @default - a new one
   * @throws {LedgerRefusal} when the store cannot keep a chain, refuses, or does not answer
   */
  async append(chain: Chain, record: Omit<LedgerRecord, 'id'> & { id?: string }): Promise<Appended> {
    return this.add(chain, { id: randomUUID(), ...record });
  }

  /**
   * Adds an event that depends on what the chain tells already. It is decided anew whenever somebody else was faster, so
   * that no two writers follow on the same event.
   *
   * @throws what `decide` throws; then nothing was written
   * @throws {LedgerRefusal} when the store cannot keep a chain, refuses, or does not answer
   */
  async appendDecided(chain: Chain, decide: DecideRecord): Promise<Appended> {
    const id = randomUUID();
    return this.add(chain, async (last) => ({ id, ...(await decide(last)) }));
  }

  private async add(chain: Chain, record: LedgerRecord | ((last: number) => Promise<LedgerRecord>)): Promise<Appended> {
    await (this.safe ??= refuseUnsafeStore(this.store));
    const written = await this.write(chain, record);
    this.hints.set(chain, written.event.sequence);
    try {
      await this.anchors.write(written);
      return written;
    } catch (error) {
      return { ...written, notAnchored: (error as Error).message };
    }
  }

  /**
   * The last sequence of a chain; 0 for an empty one.
   *
   * @throws {LedgerRefusal} when there is no bucket: where nothing can be read, nothing is known to be empty
   */
  async last(chain: Chain): Promise<number> {
    const exists = (sequence: number) => this.store.exists(keyOf(chain, sequence));
    const last = await findLast(exists, this.hints.get(chain));
    if (last === 0) await this.requireBucket();
    return last;
  }

  private async requireBucket(): Promise<void> {
    try {
      await this.store.requireBucket();
    } catch (error) {
      if (statusOf(error) === 404) throw missingBucket(this.store.bucket, error as Error);
      throw error;
    }
  }

  /** @returns undefined where there is no event, or none that can be read */
  async read(chain: Chain, sequence: number): Promise<StoredEvent | undefined> {
    const text = await this.store.read(keyOf(chain, sequence));
    return text === undefined ? undefined : parseEvent(text);
  }

  private async write(
    chain: Chain,
    record: LedgerRecord | ((last: number) => Promise<LedgerRecord>),
  ): Promise<StoredEvent> {
    const { default: pRetry } = await import('p-retry');
    let attempted: StoredEvent | undefined;
    let lost = 0;
    const attempt = async () => {
      const arrived = attempted && (await this.ours(attempted));
      if (arrived) return arrived;
      const last = await this.lastEvent(chain);
      const next = typeof record === 'function' ? await wanted(record(last?.event.sequence ?? 0)) : record;
      attempted = nextEvent(chain, next, last, this.now());
      return this.create(attempted);
    };
    const shouldRetry = ({ error }: { error: Error }) => {
      if (error instanceof RaceLost) return true;
      if (error instanceof NotWanted) return false;
      lost += 1;
      return mayPass(error) && lost < LOST_ANSWERS;
    };
    try {
      return await pRetry(attempt, { ...RETRIES, shouldRetry });
    } catch (error) {
      if (error instanceof NotWanted) throw error.cause;
      if (error instanceof LedgerRefusal) throw error;
      if (statusOf(error) === 404) throw missingBucket(this.store.bucket, error as Error);
      throw unknownFate(this.store.bucket, attempted?.event.id ?? 'of it', error as Error);
    }
  }

  /** @throws {RaceLost} when another event has the place */
  private async create(next: StoredEvent): Promise<StoredEvent> {
    const { chain, sequence } = next.event;
    if ((await this.store.create(keyOf(chain, sequence), next.text)) === 'created') return next;
    // The client repeats a request whose answer was lost, and then its own event is in the way.
    const ours = await this.ours(next);
    if (ours) return ours;
    this.hints.set(chain, sequence);
    throw new RaceLost(`somebody else wrote ${chain}/${sequence}`);
  }

  /** An event as it is stored, if it is the one that was to be written there. */
  private async ours({ event: { chain, sequence, id } }: StoredEvent): Promise<StoredEvent | undefined> {
    const stored = await this.read(chain, sequence);
    return stored?.event.id === id ? stored : undefined;
  }

  private async lastEvent(chain: Chain): Promise<StoredEvent | undefined> {
    const sequence = await this.last(chain);
    if (sequence === 0) return undefined;
    const last = await this.read(chain, sequence);
    if (last) return last;
    throw new LedgerRefusal(
      `the last event of ${chain}, ${keyOf(chain, sequence)} in ${this.store.bucket}, cannot be read as one, so nothing ` +
        'can follow it. Find out what happened to it: npx lke-platform audit verify.',
    );
  }

  private now(): Date {
    return this.props.now?.() ?? new Date();
  }
}

async function wanted(record: Promise<LedgerRecord>): Promise<LedgerRecord> {
  try {
    return await record;
  } catch (error) {
    throw new NotWanted('nothing shall be written', { cause: error });
  }
}

/** A refusal of the key or of the bucket stays one; no answer, trouble of the store and a conflict may pass. */
function mayPass(error: Error): boolean {
  if (error instanceof LedgerRefusal) return false;
  const status = statusOf(error);
  return status === undefined || status >= 500 || status === 409 || status === 429;
}
