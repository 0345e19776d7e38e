import type { EnvironmentName } from '../../model/entities/environment';
import type { ContractChange } from '../../model/handoff/change';
import type { ContractTerms } from '../../model/handoff/contract';
import { diffContracts, isBreaking } from '../../model/handoff/diff';
import { withdrawal } from '../../model/handoff/withdrawal';
import type { Contracts } from './contracts';
import { readOrWhyNot } from './read-or-why-not';

/** What terms change in the contract that was published last. */
export interface ComparedContract {
  readonly environment: EnvironmentName;
  /** Version of the contract that was published last; null where there is none. */
  readonly published: number | null;
  /** null where nothing tells what changes. */
  readonly breaking: boolean | null;
  readonly changes: readonly ContractChange[];
  /** Why nothing tells what changes, so that it may break. @default - {@link changes} does */
  readonly notCompared?: string;
}

/** Whether there is something to be said of it: what nobody can compare may be different. */
export const isDifferent = ({ published, changes, notCompared }: ComparedContract) =>
  published === null || changes.length > 0 || notCompared !== undefined;

/** What is planned of an environment; no terms where it is not handed off. */
export interface PlannedTerms {
  readonly environment: EnvironmentName;
  readonly terms: ContractTerms | undefined;
}

/**
 * Compares terms that are not in force yet with what was published. It reads the bucket of artifacts alone. Of what is not
 * handed off, and never was, it says nothing.
 */
export async function comparePublished(
  contracts: Pick<Contracts, 'newestId' | 'read'>,
  planned: readonly PlannedTerms[],
): Promise<ComparedContract[]> {
  const compared = await Promise.all(
    planned.map(async ({ environment, terms }): Promise<ComparedContract[]> => {
      const last = await contracts.newestId(environment);
      if (!terms) return last ? [withdrawnIn(environment, last.version)] : [];
      if (!last) return [{ environment, published: null, breaking: false, changes: [] }];
      const published = await readOrWhyNot(contracts, environment, last);
      if (typeof published === 'string') {
        const notCompared = published;
        return [{ environment, published: last.version, breaking: null, changes: [], notCompared }];
      }
      // Only an apply makes a namespace anew.
      const { namespace_uid } = published.contract;
      const changes = diffContracts(published.contract, { ...terms, namespace_uid });
      return [{ environment, published: last.version, breaking: isBreaking(changes), changes }];
    }),
  );
  return compared.flat();
}

const withdrawnIn = (environment: EnvironmentName, published: number): ComparedContract => ({
  ...{ environment, published, breaking: true },
  changes: [withdrawal(published)],
});
