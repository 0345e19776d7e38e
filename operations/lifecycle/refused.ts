/** One reason why something about a status is refused. */
export interface LifecycleProblem {
  readonly what: string;
  readonly where?: string;
  readonly given?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What was asked for is refused, with every reason. Nothing was done. */
export class LifecycleRefused extends Error {
  constructor(readonly problems: readonly LifecycleProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'LifecycleRefused';
  }
}
