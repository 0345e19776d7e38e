import { z } from 'zod';
import type { EnvironmentName } from '../../model/entities/environment';
import type { ContractChange } from '../../model/handoff/change';
import type { HandoffContract } from '../../model/handoff/contract';
import { diffContracts } from '../../model/handoff/diff';
import { eventsOf } from '../audit/query';
import { noteAnchoring } from '../audit/anchoring';
import type { AuditRecorder } from '../audit/record';
import type { Ledger } from '../ledger/ledger';
import { type ContractId, type Contracts, ContractUnreadable, type PublishedContract } from './contracts';
import { contractHash } from './hash';
import { CONTRACT_KIND } from './kinds';
import { readOrWhyNot } from './read-or-why-not';

/** Where contracts are published. */
export interface ContractBook {
  readonly ledger: Ledger;
  readonly contracts: Pick<Contracts, 'keep' | 'read'>;
}

/** What came of publishing a contract. */
export interface Publication {
  readonly environment: EnvironmentName;
  /** `unchanged`: it was published before. */
  readonly status: 'published' | 'unchanged' | 'withdrawn';
  readonly version: number;
  /** SHA-256 of its text; null for a version that withdraws it. */
  readonly hash: string | null;
  /** What is different from the one before; nothing for the first, and where that cannot be read. */
  readonly changes: readonly ContractChange[];
  /** Why nothing tells what is different from the one before. @default - {@link changes} does */
  readonly notCompared?: string;
}

const details = z.object({
  version: z.int().positive(),
  hash: z.string().nullable(),
  namespace_uid: z.string().nullable(),
});

/** A version of a contract, as the ledger tells it. */
export interface RecordedVersion {
  readonly version: number;
  /** null for one that withdraws the contract. */
  readonly hash: string | null;
  readonly namespaceUid: string | null;
  readonly time: string;
}

/** A contract that was published, as the ledger tells it. */
export interface PublishedId extends RecordedVersion, ContractId {
  readonly hash: string;
}

/** The last version of a contract, or of its withdrawal; undefined where there is none. */
export async function lastVersion(ledger: Ledger, environment: EnvironmentName): Promise<RecordedVersion | undefined> {
  for await (const one of versionsIn(ledger, environment)) return one;
  return undefined;
}

/** The contract that was published last; undefined where none was, or it was withdrawn. */
export async function lastPublished(ledger: Ledger, environment: EnvironmentName): Promise<PublishedId | undefined> {
  for await (const id of publishedIn(ledger, environment)) return id;
  return undefined;
}

/** The contracts that were published since one was withdrawn, the last one first. */
async function* publishedIn(ledger: Ledger, environment: EnvironmentName): AsyncGenerator<PublishedId> {
  for await (const { hash, ...one } of versionsIn(ledger, environment)) {
    if (hash === null) return;
    yield { ...one, hash };
  }
}

/** The versions of a contract, the last one first. */
async function* versionsIn(ledger: Ledger, environment: EnvironmentName): AsyncGenerator<RecordedVersion> {
  for await (const { event } of eventsOf(ledger, environment, { kind: CONTRACT_KIND }, 'newest-first')) {
    const { data } = details.safeParse(event.details);
    if (data) yield { version: data.version, hash: data.hash, namespaceUid: data.namespace_uid, time: event.time };
  }
}

/**
 * The contract that was published last, with its document.
 *
 * @returns undefined where there is none
 * @throws {ContractUnreadable} when its document is lost, or cannot be read
 */
export async function readPublished(
  { ledger, contracts }: ContractBook,
  environment: EnvironmentName,
): Promise<PublishedContract | undefined> {
  const id = await lastPublished(ledger, environment);
  if (!id) return undefined;
  const found = await contracts.read(environment, id);
  if (found) return found;
  throw new ContractUnreadable(environment, id, 'not-kept');
}

/**
 * The last contract whose document is kept: the one of the last version comes after its event, and a run that is killed in
 * between leaves its readers the former one.
 *
 * @returns undefined where nothing was published
 * @throws {ContractUnreadable} when the documents of the last versions are lost, or the one that is kept cannot be read: a
 * former one is not what teams go by
 */
export async function readKept(
  book: ContractBook,
  environment: EnvironmentName,
): Promise<PublishedContract | undefined> {
  let looked = 0;
  for await (const id of publishedIn(book.ledger, environment)) {
    const found = await book.contracts.read(environment, id);
    if (found) return found;
    looked += 1;
    if (looked === MOST_UNKEPT) break;
  }
  return readPublished(book, environment);
}

/** Runs that were killed one after the other, each between an event and its document. */
const MOST_UNKEPT = 3;

/** Somebody else has published a contract since the one that this one was made of. */
export class Superseded extends Error {
  constructor(environment: EnvironmentName) {
    super(`somebody else has published a contract of ${environment} meanwhile`);
  }
}

/** It is what was published last. */
class Unchanged extends Error {
  constructor(readonly last: RecordedVersion) {
    super('unchanged');
  }
}

/**
 * Publishes a contract, unless it is what was published last. Of two that publish at the same time each gets a version of
 * its own, and of two that publish the same one does. The event comes first: a document that is missing is kept by the
 * next run.
 *
 * @param basis version that this one was made of. @default - it is made of what was applied, and of no other contract
 * @throws {Superseded} when the last one is another one than that; nothing was published
 */
export async function publishContract(
  book: ContractBook,
  audit: Pick<AuditRecorder, 'actor' | 'unwritten'>,
  contract: HandoffContract,
  basis?: number,
): Promise<Publication> {
  const { environment, namespace_uid } = contract;
  const hash = contractHash(contract);
  try {
    let difference: Difference = { changes: [] };
    let version = 1;
    const appended = await book.ledger.appendDecided(environment, async () => {
      const last = await lastVersion(book.ledger, environment);
      if (last?.hash === hash) throw new Unchanged(last);
      if (basis !== undefined && basis !== last?.version) throw new Superseded(environment);
      version = (last?.version ?? 0) + 1;
      difference = await differenceFrom(book, last, contract);
      return {
        kind: CONTRACT_KIND,
        actor: audit.actor,
        what: `published version ${version} of the hand-off contract of ${environment}`,
        why: null,
        details: { version, hash, namespace_uid, ...countsOf(difference) },
      };
    });
    noteAnchoring(audit, appended);
    await book.contracts.keep(environment, version, contract);
    return { environment, status: 'published', version, hash, ...difference };
  } catch (error) {
    if (!(error instanceof Unchanged)) throw error;
    await book.contracts.keep(environment, error.last.version, contract);
    return { environment, status: 'unchanged', version: error.last.version, hash, changes: [] };
  }
}

type Difference = Pick<Publication, 'changes' | 'notCompared'>;

/** What a contract changes in the last one. That it cannot be read keeps nobody from publishing what is in force. */
async function differenceFrom(
  { contracts }: ContractBook,
  last: RecordedVersion | undefined,
  contract: HandoffContract,
): Promise<Difference> {
  if (typeof last?.hash !== 'string') return { changes: [] };
  const told = await readOrWhyNot(contracts, contract.environment, { version: last.version, hash: last.hash });
  return typeof told === 'string'
    ? { changes: [], notCompared: told }
    : { changes: diffContracts(told.contract, contract) };
}

/** null stands for what nobody knows. */
function countsOf({ changes, notCompared }: Difference) {
  if (notCompared !== undefined) return { breaking: null, additive: null };
  const breaking = changes.filter(({ effect }) => effect === 'breaking').length;
  return { breaking, additive: changes.length - breaking };
}
