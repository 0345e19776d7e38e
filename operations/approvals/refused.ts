/** One reason why an approval is refused. */
export interface ApprovalProblem {
  readonly what: string;
  readonly where?: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What was asked for is refused, with every reason. Nothing was approved. */
export class ApprovalRefused extends Error {
  constructor(readonly problems: readonly ApprovalProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'ApprovalRefused';
  }
}
