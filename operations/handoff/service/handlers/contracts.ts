import type { EnvironmentName } from '../../../../model/entities/environment';
import { STATUS_KIND } from '../../../../model/lifecycle/record';
import { openRequests } from '../../../access/requests';
import { newestEvents } from '../../../audit/query';
import { lastChange, standingAfter } from '../../../lifecycle/history';
import { CONTRACT_KIND } from '../../kinds';
import { ContractUnreadable, type PublishedContract } from '../../contracts';
import { type ContractBook, lastPublished, readKept } from '../../publish';
import type { Caller } from '../caller';
import type { Desk } from '../desk';
import { ServiceProblem } from '../problem';
import { may } from '../rights';
import { linkFor } from './kubeconfig';
import { isMine, isStillTheirs, stateOf } from './requests';

/** The environments that somebody may see. */
export async function listEnvironments({ platform, book }: Desk, caller: Caller) {
  const seen = platform.environments.filter(({ name, retired }) => !retired && may(caller, 'getStatus', name));
  const environments = await Promise.all(
    seen.map(async ({ name: environment }) => {
      const [change, published] = await Promise.all([
        lastChange(book.ledger, environment),
        lastPublished(book.ledger, environment),
      ]);
      return { environment, status: standingAfter(change).status, contract_version: published?.version ?? null };
    }),
  );
  return { environments };
}

/**
 * The contract of an environment, and where its kubeconfig is, for who may have it. What the ledger says of it may be some
 * seconds old; the address is made anew each time, and whether it opens anything is decided where it is used.
 */
export async function getContract(desk: Desk, caller: Caller, environment: EnvironmentName) {
  const { recent, book } = desk;
  const { published, change, requests } = await recent.get(`${environment} contract`, async () => {
    const [published, change, requests] = await Promise.all([
      readContract(book, environment),
      lastChange(book.ledger, environment),
      openRequests(book.ledger, environment, desk.now()),
    ]);
    return { published, change, requests };
  });
  if (!published) {
    throw new ServiceProblem(404, `there is no contract of ${environment}`, {
      detail: 'The apply that hands the environment off publishes it, and the one that ends that withdraws it.',
    });
  }
  const { version, hash, contract } = published;
  const request = requests.find(
    (it) => isMine(it, caller) && isStillTheirs(it, caller) && stateOf(desk, it) === 'approved',
  );
  const kubeconfig_url = request ? (await linkFor(desk, request)).kubeconfig_url : null;
  return { version, hash, status: standingAfter(change).status, kubeconfig_url, contract };
}

/** @throws {ServiceProblem} when its document cannot be read, with why */
async function readContract(book: ContractBook, environment: EnvironmentName): Promise<PublishedContract | undefined> {
  try {
    return await readKept(book, environment);
  } catch (cause) {
    if (!(cause instanceof ContractUnreadable)) throw cause;
    throw new ServiceProblem(503, `the contract of ${environment} cannot be read now`, {
      detail: `${unreadableText(cause)} A platform engineer publishes it again: npx lke-platform handoff publish ${environment}`,
      cause,
    });
  }
}

/** Why a contract cannot be read, for those who have no business with the bucket that it is in. */
export const unreadableText = ({ id: { version }, why }: ContractUnreadable) =>
  ({
    damaged: `The document of version ${version} is damaged.`,
    'other-format': `Version ${version} was published by another release of lke-platform, in a format that this service does not read.`,
    'not-kept': `The document of version ${version} is not kept.`,
  })[why];

export async function getStatus({ book }: Desk, environment: EnvironmentName) {
  const change = await lastChange(book.ledger, environment);
  return { environment, status: standingAfter(change).status, since: change?.time ?? null };
}

/** What became of an environment: nothing of who holds what. */
export async function getHistory({ book }: Desk, environment: EnvironmentName, limit: number) {
  const kinds = [STATUS_KIND, CONTRACT_KIND, 'apply', 'drift', 'rollback'];
  const found = await Promise.all(
    kinds.map((kind) => newestEvents(book.ledger, { chains: [environment], kind }, limit)),
  );
  const events = found
    .flat()
    .sort((a, b) => b.sequence - a.sequence)
    .slice(0, limit)
    .map(({ time, kind, what, actor }) => ({ time, kind, what: what.slice(0, 2000), by: actor.name }));
  return { events };
}
