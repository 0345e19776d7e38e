import type { EnvironmentName } from '../../model/entities/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { type AuditRecorder, openRecorder } from '../audit/record';
import { accessTo } from '../deploy/bucket-access';
import { onCluster } from '../lifecycle/on-cluster';
import { Contracts, type PublishedContract } from './contracts';
import { namespaceUid } from './namespace-uid';
import { type ContractBook, lastPublished, type Publication, publishContract, Superseded } from './publish';
import { type NotPublished, type Place, siteOf } from './publish-applied';

/** A contract is of another namespace than the one that is there, and cannot be published anew. */
class OfAnotherNamespace extends Error {
  constructor(name: EnvironmentName, version: number, cause: unknown) {
    super(
      `the hand-off contract of ${name} is not of the namespace that is there, which was made anew after version ${version}, ` +
        `and it could not be published: ${(cause as Error).message}`,
    );
  }
}

/** What was found of contracts whose namespace is another one. */
export interface Republished {
  readonly publications: readonly Publication[];
  readonly problems: readonly NotPublished[];
}

/**
 * Publishes the contracts of environments anew whose namespace is not the one that the contract is of: somebody made it
 * anew behind an apply's back. Credentials that only read cannot, and then the command is told that does. Never rejects.
 */
export async function republishRecreated(
  output: Place,
  environment: EnvironmentVariables,
  names: readonly EnvironmentName[],
): Promise<Republished> {
  const publications: Publication[] = [];
  const problems: NotPublished[] = [];
  for (const name of names) {
    try {
      const published = await republish(output, environment, name, problems);
      if (published) publications.push(published);
    } catch (error) {
      const what =
        error instanceof OfAnotherNamespace
          ? error.message
          : `whether the hand-off contract of ${name} is of the namespace that is there was not settled: ${(error as Error).message}`;
      problems.push({ what, fix: `npx lke-platform handoff publish ${name}` });
    }
  }
  return { publications, problems };
}

async function republish(
  output: Place,
  environment: EnvironmentVariables,
  name: EnvironmentName,
  problems: NotPublished[],
): Promise<Publication | undefined> {
  const contracts = new Contracts(accessTo(output.endpoint, environment), output.buckets.artifacts);
  const published = await contracts.newest(name);
  if (!published) return undefined;
  const uid = await onCluster(siteOf(output), environment, (client) => namespaceUid(client, name));
  if (uid === null || uid === published.contract.namespace_uid) return undefined;
  try {
    const audit = await auditOf(output, environment);
    const anew = await publishWithUid({ ledger: audit.log.ledger, contracts }, audit, published, uid);
    problems.push(...audit.unwritten.map((what) => ({ what, fix: 'npx lke-platform audit deliver' })));
    return anew;
  } catch (error) {
    throw new OfAnotherNamespace(name, published.version, error);
  }
}

/** @throws {Error} when there is no audit log, or no key to it */
async function auditOf({ platform, linodeApi, endpoint, buckets }: Place, environment: EnvironmentVariables) {
  const place = { platform, endpoint, buckets };
  const audit = await openRecorder({ place, linodeApi, environment, why: undefined, optional: false });
  if (!audit.log) throw new Error('there is no audit log yet');
  return { ...audit, log: audit.log };
}

/**
 * Publishes a contract anew for another namespace.
 *
 * @param published the last contract whose document is kept
 * @returns undefined when somebody else has done so meanwhile
 * @throws {Superseded} when a contract comes after it that is not of this namespace, or whose document is not kept
 */
export async function publishWithUid(
  book: ContractBook,
  audit: Pick<AuditRecorder, 'actor' | 'unwritten'>,
  { version, contract }: PublishedContract,
  uid: string,
): Promise<Publication | undefined> {
  try {
    return await publishContract(book, audit, { ...contract, namespace_uid: uid }, version);
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    // An apply knows the terms of now, and the namespace; one that was killed has told nobody.
    const last = await lastPublished(book.ledger, contract.environment);
    if (last?.namespaceUid === uid && (await book.contracts.read(contract.environment, last))) return undefined;
    throw error;
  }
}
