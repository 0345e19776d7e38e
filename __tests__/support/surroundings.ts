import type { EnvironmentVariables } from '../../model/environment-variables';
import type { Check, Finding } from '../../operations/doctor/check';
import type { Surroundings } from '../../operations/doctor/surroundings';
import { exampleData, platformOf } from './platforms';

/** What a test changes of the surroundings. */
export interface Changes extends Partial<Omit<Surroundings, 'platform' | 'environment'>> {
  /** Parts of the platform file, which take the place of those of the example. */
  readonly data?: object;
  /** Environment variables; undefined takes one away. */
  readonly variables?: EnvironmentVariables;
}

/** The surroundings of the example platform, with nothing in the environment but the search path. */
export function surroundings({ data, variables, ...others }: Changes = {}): Surroundings {
  const environment = { PATH: process.env.PATH, HOME: '/nowhere', ...variables };
  return {
    platform: platformOf({ ...exampleData(), ...data }, environment),
    environment,
    output: '/nowhere/cdktf.out',
    nodeVersion: 'v22.0.0',
    now: () => new Date(),
    ...others,
  };
}

/** What a check finds there. */
export async function find(check: Check, changes: Changes = {}): Promise<Finding> {
  return check.run(surroundings(changes));
}
