import type { EnvironmentVariables } from '../../model/environment-variables';
import { type StackId } from '../../model/naming';
import type { Actor, Chain, LedgerRecord } from '../ledger/event';
import { linodeAccess } from '../linode/access';
import { provenActor } from './actor';
import { type AuditLog, type AuditPlace, openAuditLog } from './place';

/** What an operation says of something it did, or is about to do. */
export interface AuditEntry {
  readonly chain: Chain;
  readonly kind: string;
  readonly what: string;
  readonly details?: LedgerRecord['details'];
}

/** Writes down how something that was begun came to its end. Never rejects: what was done is done. */
export type WriteEnd = (outcome: 'done' | 'failed') => Promise<void>;

/** The audit log as an operation sees it: its own actor and reason are on every event. */
export interface AuditRecorder {
  readonly log: AuditLog;
  /**
   * Writes an event.
   *
   * @throws {Error} when it cannot be written
   */
  write(entry: AuditEntry): Promise<void>;
  /**
   * Writes down that something begins, before anything of it is done: a process that is killed leaves that behind.
   *
   * @param entry its kind gets `.began`, and later `.done` or `.failed`
   * @throws {Error} when it cannot be written; then nothing may be done
   */
  begin(entry: AuditEntry): Promise<WriteEnd>;
  /** What could not be written, in words. */
  readonly unwritten: readonly string[];
}

export interface RecorderProps {
  readonly place: AuditPlace;
  /** Address of the Linode API. @default - LINODE_URL, or the public one */
  readonly linodeApi: string | undefined;
  readonly environment: EnvironmentVariables;
  /** The reason that was given. @default - none */
  readonly why: string | undefined;
}

/** The flag of operations that does without the audit log. */
const WAY_OUT = 'Fix that, or go on without a record of it: --no-audit.';

/**
 * Opens the audit log for an operation of whoever holds the Linode token.
 *
 * @throws {Error} when nothing proves who that is, or no key of the buckets is set
 */
export async function openRecorder({ place, linodeApi, environment, why }: RecorderProps): Promise<AuditRecorder> {
  const log = openAuditLog(place, environment);
  const actor = await provenActor({ linode: linodeAccess(linodeApi, environment) });
  return recorder(log, actor, why);
}

/** The audit log for events of one actor. */
export function recorder(log: AuditLog, actor: Actor, why: string | undefined): AuditRecorder {
  const unwritten: string[] = [];
  const append = async ({ chain, kind, what, details = {} }: AuditEntry) => {
    const { event, notAnchored } = await log.ledger.append(chain, { kind, actor, what, why: why ?? null, details });
    if (notAnchored !== undefined)
      unwritten.push(`${chain}/${event.sequence} is not anchored outside of the ledger: ${notAnchored}`);
    return event;
  };
  return {
    log,
    unwritten,
    write: async (entry) => void (await append(entry)),
    begin: async (entry) => {
      let began: number;
      try {
        began = (await append({ ...entry, kind: `${entry.kind}.began` })).sequence;
      } catch (error) {
        throw new Error(`${(error as Error).message} Nothing was done. ${WAY_OUT}`, { cause: error });
      }
      return async (outcome) => {
        try {
          await append({ ...entry, kind: `${entry.kind}.${outcome}`, details: { ...entry.details, began } });
        } catch (error) {
          unwritten.push(`that ${entry.what} is ${outcome} is not in the audit log: ${(error as Error).message}`);
        }
      };
    },
  };
}

/** The chain to which what is done to a stack belongs. */
export const chainOf = (stack: StackId): Chain => (stack === 'state' || stack === 'cluster' ? 'platform' : stack);
