import { type AccessProblem, AccessRefused } from './refused';

/** A grant that was ended before its time. */
export interface Revoked {
  readonly grant: string;
  readonly holder: string;
  /** Whether it was there; else it had ended already. */
  readonly wasThere: boolean;
  /** The stored kubeconfig, of which nothing opens anything any more, if it could not be removed. */
  readonly left: string | undefined;
}

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
