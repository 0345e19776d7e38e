import { type AccessProblem, AccessRefused } from './refused';
import type { Revoked } from './revoke';

/** Of several grants some could not be ended. It says which were: in an emergency that is what counts. */
export class RevokedInPart extends Error {
  readonly problems: readonly AccessProblem[];

  constructor(errors: readonly unknown[], revoked: readonly Revoked[]) {
    super('not all grants were ended', { cause: errors[0] });
    this.name = 'RevokedInPart';
    const ended = revoked.map(({ grant, holder }) => ({ what: `ended all the same: ${grant} (${holder})` }));
    this.problems = [...errors.flatMap(problemsOf), ...ended];
  }
}

const problemsOf = (error: unknown): readonly AccessProblem[] =>
  error instanceof AccessRefused ? error.problems : [{ what: error instanceof Error ? error.message : String(error) }];
