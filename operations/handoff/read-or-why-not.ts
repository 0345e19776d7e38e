import type { EnvironmentName } from '../../model/entities/environment';
import {
  type ContractId,
  type Contracts,
  ContractUnreadable,
  notComparedText,
  type PublishedContract,
} from './contracts';

/** A contract that was published, or why nothing can be compared with it. */
export async function readOrWhyNot(
  contracts: Pick<Contracts, 'read'>,
  environment: EnvironmentName,
  id: ContractId,
): Promise<PublishedContract | string> {
  try {
    return (await contracts.read(environment, id)) ?? `the document of version ${id.version} is not kept`;
  } catch (error) {
    if (error instanceof ContractUnreadable) return notComparedText(error);
    throw error;
  }
}
