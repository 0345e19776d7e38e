/** One reason why something is not done, and the way to it all the same. */
export interface DeployProblem {
  readonly where: string;
  readonly what: string;
  readonly fix: string;
}

/** Something is not done, with every reason. */
export class DeployRefused extends Error {
  constructor(readonly problems: readonly DeployProblem[]) {
    super(problems.map(({ where, what, fix }) => `${where}: ${what}; ${fix}`).join('\n'));
    this.name = 'DeployRefused';
  }
}
