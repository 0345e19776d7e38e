import { fits } from '../../model/limit';
import { nodePoolName } from '../../model/limits';
import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import type { PoolChoice } from './assign-pools';

/**
 * Reads what the user says of a pool, `<id>=<environment>` or `<id>=<environment>/<name>`.
 *
 * @throws {Error} when it says something else
 */
export function parsePoolChoice(text: string): PoolChoice {
  const [, id, place, name] = /^(\d+)=([a-z]+)(?:\/(.+))?$/.exec(text) ?? [];
  const environment = ENVIRONMENT_NAMES.find((known) => known === place);
  if (id === undefined || environment === undefined) {
    throw new Error(
      `--pool ${text} says nothing of a pool: write its id and one of ${ENVIRONMENT_NAMES.join(', ')}, ` +
        'such as --pool 1234=production or, to name it, --pool 1234=production/general.',
    );
  }
  if (name !== undefined && !fits(nodePoolName, name)) {
    throw new Error(`--pool ${text}: ${name} is not a name of a pool; allowed are ${nodePoolName.allowed}.`);
  }
  return { id: Number(id), environment, name };
}
