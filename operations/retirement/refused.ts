/** One reason why an environment is not retired. */
export interface RetirementProblem {
  readonly what: string;
  readonly file?: string;
  readonly where?: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** An environment is not retired, or not further, with every reason. */
export class RetirementRefused extends Error {
  constructor(readonly problems: readonly RetirementProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'RetirementRefused';
  }
}
