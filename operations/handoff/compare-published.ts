import type { EnvironmentName } from '../../model/entities/environment';
import type { ContractChange } from '../../model/handoff/change';
import type { ContractTerms } from '../../model/handoff/contract';
import { diffContracts, isBreaking } from '../../model/handoff/diff';
import { withdrawal } from '../../model/handoff/withdrawal';
import type { Contracts } from './contracts';

/** What terms change in the contract that was published last. */
export interface ComparedContract {
  readonly environment: EnvironmentName;
  /** Version of the contract that was published last; null where there is none. */
  readonly published: number | null;
  readonly breaking: boolean;
  readonly changes: readonly ContractChange[];
}

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
  contracts: Pick<Contracts, 'newest'>,
  planned: readonly PlannedTerms[],
): Promise<ComparedContract[]> {
  const compared = await Promise.all(
    planned.map(async ({ environment, terms }): Promise<ComparedContract[]> => {
      const published = await contracts.newest(environment);
      if (!terms) return published ? [withdrawnIn(environment, published.version)] : [];
      if (!published) return [{ environment, published: null, breaking: false, changes: [] }];
      // Only an apply makes a namespace anew.
      const { namespace_uid } = published.contract;
      const changes = diffContracts(published.contract, { ...terms, namespace_uid });
      return [{ environment, published: published.version, breaking: isBreaking(changes), changes }];
    }),
  );
  return compared.flat();
}

const withdrawnIn = (environment: EnvironmentName, published: number): ComparedContract => ({
  ...{ environment, published, breaking: true },
  changes: [withdrawal(published)],
});
