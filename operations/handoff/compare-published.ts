import type { EnvironmentName } from '../../model/entities/environment';
import type { ContractChange } from '../../model/handoff/change';
import type { ContractTerms } from '../../model/handoff/contract';
import { diffContracts } from '../../model/handoff/diff';
import type { Contracts } from './contracts';

/** What terms change in the contract that was published last. */
export interface ComparedContract {
  readonly environment: EnvironmentName;
  /** Version of the contract that was published last; null where there is none. */
  readonly published: number | null;
  readonly breaking: boolean;
  readonly changes: readonly ContractChange[];
}

/** Compares terms that are not in force yet with what was published. It reads the bucket of artifacts alone. */
export function comparePublished(
  contracts: Pick<Contracts, 'newest'>,
  planned: readonly ContractTerms[],
): Promise<ComparedContract[]> {
  return Promise.all(
    planned.map(async (terms) => {
      const { environment } = terms;
      const published = await contracts.newest(environment);
      if (!published) return { environment, published: null, breaking: false, changes: [] };
      // Only an apply makes a namespace anew.
      const { namespace_uid } = published.contract;
      const changes = diffContracts(published.contract, { ...terms, namespace_uid });
      const breaking = changes.some(({ effect }) => effect === 'breaking');
      return { environment, published: published.version, breaking, changes };
    }),
  );
}
