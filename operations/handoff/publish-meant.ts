import type { EnvironmentName } from '../../model/entities/environment';
import type { ContractTerms } from '../../model/handoff/contract';
import type { AuditRecorder } from '../audit/record';
import type { PlannedTerms } from './compare-published';
import { type ContractBook, type Publication, publishContract } from './publish';
import { isInForce, type WithdrawalBook, withdrawContract } from './withdraw';

/** Where contracts are published and withdrawn. */
export type PublishingBook = ContractBook & WithdrawalBook;

/** Why a contract was not published or withdrawn, and whether it should have been. */
export interface LeftContract {
  /** `nothing-there`: there is no namespace to hand off yet. */
  readonly status: 'failed' | 'nothing-there';
  readonly what: string;
  readonly fix: string;
}

export interface PublishedMeant {
  readonly publications: readonly Publication[];
  readonly left: readonly LeftContract[];
}

/** Environments that were named, and of which there is nothing to publish or to withdraw. Nothing was done. */
export class NothingToPublish extends Error {
  override readonly name = 'NothingToPublish';
  constructor(readonly problems: readonly Pick<LeftContract, 'what' | 'fix'>[]) {
    super(problems.map(({ what }) => what).join('\n'));
  }
}

export interface MeantContracts {
  readonly meant: readonly PlannedTerms[];
  /** Whether somebody named them: of all that there are, those without a namespace are left out. */
  readonly named: boolean;
  /** UID of the namespace; null where there is none. */
  readonly uidOf: (environment: EnvironmentName) => Promise<string | null>;
  readonly onStep: (what: string) => void;
}

/**
 * Publishes the contracts of the environments that are meant, and withdraws those of what is not handed off. Once it
 * is known what there is, each of them by itself: what fails of one keeps none of the others.
 *
 * @throws {NothingToPublish} for what was named, with all of it, before anything is done
 */
export async function publishMeant(
  book: PublishingBook,
  audit: Pick<AuditRecorder, 'actor' | 'unwritten'>,
  { meant, named, uidOf, onStep }: MeantContracts,
): Promise<PublishedMeant> {
  const looked = await Promise.all(
    meant.map(async ({ environment, terms }): Promise<Looked> => ({
      environment,
      terms,
      uid: terms ? await uidOf(environment) : null,
      isPublished: !terms && (await isInForce(book, environment)),
    })),
  );
  const nothing = looked.filter(({ uid, isPublished }) => uid === null && !isPublished);
  if (named && nothing.length > 0) throw new NothingToPublish(nothing.map(nothingOf));
  const publications: Publication[] = [];
  const left: LeftContract[] = nothing.filter(({ terms }) => terms).map(nothingOf);
  for (const one of looked.filter((it) => !nothing.includes(it))) {
    try {
      onStep(`${one.terms ? 'publishing' : 'withdrawing'} the contract of ${one.environment}`);
      const done = await settle(book, audit, one);
      if (done) publications.push(done);
    } catch (error) {
      left.push(failureOf(one, error as Error));
    }
  }
  return { publications, left };
}

interface Looked {
  readonly environment: EnvironmentName;
  readonly terms: ContractTerms | undefined;
  readonly uid: string | null;
  readonly isPublished: boolean;
}

const settle = (book: PublishingBook, audit: Pick<AuditRecorder, 'actor' | 'unwritten'>, one: Looked) =>
  one.terms
    ? publishContract(book, audit, { ...one.terms, namespace_uid: one.uid })
    : withdrawContract(book, audit, one.environment);

const nothingOf = ({ environment, terms }: Looked): LeftContract =>
  terms
    ? {
        status: 'nothing-there',
        what: `${environment} has no namespace yet, so there is nothing to hand off`,
        fix: `npx lke-platform apply ${environment}`,
      }
    : {
        status: 'nothing-there',
        what: `${environment} is not handed off, or is retired, and no contract of it is published`,
        fix: `write environments.${environment}.handoff: {ingressBaseDomain: …} into the platform file, and apply it`,
      };

const failureOf = ({ environment, terms }: Looked, { message }: Error): LeftContract => ({
  status: 'failed',
  what: `the hand-off contract of ${environment} is not ${terms ? 'published' : 'withdrawn'}: ${message}`,
  fix: `npx lke-platform handoff publish ${environment}`,
});
