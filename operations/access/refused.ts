/** One reason why a grant is refused. */
export interface AccessProblem {
  readonly what: string;
  readonly where?: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What was asked for is refused, with every reason. Nothing was done. */
export class AccessRefused extends Error {
  constructor(readonly problems: readonly AccessProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'AccessRefused';
  }
}
