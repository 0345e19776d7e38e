import type { DeployProblem } from '../deploy/deploy-problem';

/** A rollback is not begun, or not gone on with. Nothing of it was done. */
export class RollbackRefused extends Error {
  readonly problems: readonly (DeployProblem & { readonly severity: 'error' })[];

  constructor(problems: readonly DeployProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'RollbackRefused';
    this.problems = problems.map((problem) => ({ severity: 'error', ...problem }));
  }
}
