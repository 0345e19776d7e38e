import type { Environment } from '../../../model/derive/environment';
import type { Platform } from '../../../model/platform';
import type { ReportedProblem } from '../../conventions/problems';

/** What was asked for cannot be done with this environment. */
export class EnvironmentRefused extends Error {
  constructor(readonly problems: readonly ReportedProblem[]) {
    super(problems.map(({ what }) => what).join('\n'));
    this.name = 'EnvironmentRefused';
  }
}

/** The environment that is meant. @throws {EnvironmentRefused} when the platform has none of that name */
export function environmentOf({ environments }: Platform, name: string): Environment {
  const environment = environments.find((it) => it.name === name);
  if (environment) return environment;
  const allowed = environments.map((it) => it.name).join(', ');
  throw new EnvironmentRefused([{ what: 'the platform has no such environment', given: name, allowed }]);
}
