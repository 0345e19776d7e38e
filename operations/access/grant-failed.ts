import { ACCESS_NAMESPACE } from '../../model/naming';
import { KubernetesError } from '../kubernetes/error';
import { type AccessProblem, AccessRefused } from './refused';

/** A grant was begun, and something went wrong. What had been made was removed, but for what is named. */
export class GrantFailed extends Error {
  readonly problems: readonly AccessProblem[];

  constructor(grant: string, cause: unknown, left: readonly AccessProblem[]) {
    const message = cause instanceof Error ? cause.message : String(cause);
    super(message, { cause });
    this.name = 'GrantFailed';
    const first = cause instanceof AccessRefused ? cause.problems : [{ what: message }];
    const rest = left.length > 0 ? left : [{ what: `the grant ${grant} was ended again: nothing of it can be used` }];
    this.problems = [...first, ...rest];
  }
}

/**
 * What the API server refuses because of a policy of the cluster, as a refusal.
 *
 * @throws {AccessRefused} in the words of the API server
 */
export async function refusedByCluster<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    if (error.status === 404) {
      const what = `the cluster has no namespace ${ACCESS_NAMESPACE} yet`;
      throw new AccessRefused([{ what, fix: 'npx lke-platform apply system' }]);
    }
    if (error.status === 403 || error.status === 422) throw new AccessRefused([{ what: error.message }]);
    throw error;
  }
}
