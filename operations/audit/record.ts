import { randomUUID } from 'node:crypto';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { type StackId } from '../../model/naming';
import type { Actor, Chain, LedgerRecord } from '../ledger/event';
import { linodeAccess } from '../linode/access';
import { provenActor } from './actor';
import { noteAnchoring } from './anchoring';
import type { Outbox } from './outbox';
import { type AuditLog, type AuditPlace, openAuditLog } from './place';
import { sendWaiting } from './send';

/** What an operation says of something it did, or is about to do. */
export interface AuditEntry {
  readonly chain: Chain;
  readonly kind: string;
  readonly what: string;
  readonly details?: LedgerRecord['details'];
}

/**
 * Writes down how something that was begun came to its end. Never rejects: what was done is done.
 *
 * @param details what is known only now
 */
export type WriteEnd = (outcome: 'done' | 'failed', details?: LedgerRecord['details']) => Promise<void>;

/** The audit log as an operation sees it: its own actor and reason are on every event. */
export interface AuditRecorder {
  /** Whom the events are of. */
  readonly actor: Actor;
  /** Undefined where nothing is known of a ledger yet: all events wait in the outbox. */
  readonly log: AuditLog | undefined;
  /** Writes down something that is done. Never rejects: what the ledger does not take waits in the outbox. */
  write(entry: AuditEntry): Promise<void>;
  /**
   * Writes down that something begins, before anything of it is done: a process that is killed leaves that behind.
   *
   * @param entry its kind gets `.began`, and later `.done` or `.failed`
   * @throws {Error} when it cannot be written; then nothing may be done
   */
  begin(entry: AuditEntry): Promise<WriteEnd>;
  /** What could not be written or anchored, in words. {@link noteAnchoring} adds to it. */
  readonly unwritten: string[];
}

export interface RecorderProps {
  readonly place: AuditPlace;
  /** Address of the Linode API. @default - LINODE_URL, or the public one */
  readonly linodeApi: string | undefined;
  readonly environment: EnvironmentVariables;
  /** The reason that was given. @default - none */
  readonly why: string | undefined;
  /** Whether it may be done without a record, which an error then offers. @default true */
  readonly optional?: boolean;
}

/** The flag of operations that does without the audit log. */
const WAY_OUT = 'Fix that, or go on without a record of it: --no-audit.';

/**
 * Opens the audit log for an operation of whoever holds the Linode token, and writes what earlier runs could not.
 *
 * @throws {Error} when nothing proves who that is, or no key of the buckets is set
 */
export async function openRecorder({
  place,
  linodeApi,
  environment,
  why,
  optional = true,
}: RecorderProps): Promise<AuditRecorder> {
  const log = openAuditLog(place, environment);
  const actor = await provenActor({ linode: linodeAccess(linodeApi, environment) });
  return recorder(log, actor, why, await sendWaiting(log.ledger, log.outbox), { optional });
}

/** The audit log for events of one actor. @param problems that are known already */
export function recorder(
  log: AuditLog,
  actor: Actor,
  why: string | undefined,
  problems: readonly string[] = [],
  { optional = true }: Pick<RecorderProps, 'optional'> = {},
): AuditRecorder {
  const unwritten = [...problems];
  const keep = keeper(log.outbox, { actor, why: why ?? null }, unwritten);
  const append = async (chain: Chain, record: LedgerRecord) => {
    const appended = await log.ledger.append(chain, record);
    noteAnchoring({ unwritten }, appended);
    return appended.event.sequence;
  };
  /** Kept first, so that it is not lost if this process is killed while it writes. */
  const write = async (entry: AuditEntry) => {
    const { record, claim } = keep(entry);
    try {
      await append(entry.chain, record);
      claim?.forget();
    } catch (error) {
      claim?.release();
      const place = claim ? `It waits in ${claim.file}, and the next run writes it.` : 'It is kept nowhere.';
      unwritten.push(`"${entry.what}" (${entry.kind}) is not in the audit log: ${(error as Error).message} ${place}`);
    }
  };
  return {
    actor,
    log,
    unwritten,
    write,
    begin: async (entry) => {
      let began: number;
      try {
        began = await append(entry.chain, recordOf({ ...entry, kind: `${entry.kind}.began` }, actor, why ?? null));
      } catch (error) {
        const wayOut = optional ? ` ${WAY_OUT}` : '';
        throw new Error(`${(error as Error).message} Nothing was done.${wayOut}`, { cause: error });
      }
      return (outcome, details) =>
        write({ ...entry, kind: `${entry.kind}.${outcome}`, details: { ...entry.details, ...details, began } });
    },
  };
}

/**
 * A recorder for what is done where there may be no ledger yet, or no key to it: events wait in the outbox, and the next
 * run that opens the ledger writes them.
 */
export function outboxRecorder(outbox: Outbox, actor: Actor, why?: string): AuditRecorder {
  const unwritten: string[] = [];
  const keep = keeper(outbox, { actor, why: why ?? null }, unwritten);
  const write = (entry: AuditEntry) => {
    keep(entry).claim?.release();
    return Promise.resolve();
  };
  return {
    actor,
    log: undefined,
    unwritten,
    write,
    begin: async (entry) => {
      await write({ ...entry, kind: `${entry.kind}.began` });
      return (outcome, details) =>
        write({ ...entry, kind: `${entry.kind}.${outcome}`, details: { ...entry.details, ...details } });
    },
  };
}

/** Keeps events in the outbox; a folder that cannot be written to is told of, and stops nothing. */
function keeper(outbox: Outbox, { actor, why }: Pick<LedgerRecord, 'actor' | 'why'>, problems: string[]) {
  return (entry: AuditEntry) => {
    const record = recordOf(entry, actor, why);
    const event = { chain: entry.chain, happened: new Date().toISOString(), record };
    try {
      return { record, claim: outbox.keep(event) };
    } catch (error) {
      problems.push(
        `"${entry.what}" (${entry.kind}) could not be kept in ${outbox.folder}: ${(error as Error).message}`,
      );
      return { record, claim: undefined };
    }
  };
}

const recordOf = ({ kind, what, details = {} }: AuditEntry, actor: Actor, why: string | null): LedgerRecord => {
  return { id: randomUUID(), kind, actor, what, why, details };
};

/** The chain to which what is done to a stack belongs. */
export const chainOf = (stack: StackId): Chain => (stack === 'state' || stack === 'cluster' ? 'platform' : stack);
