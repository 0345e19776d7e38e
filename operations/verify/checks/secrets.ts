import { openSources } from '../../secrets/sources/sources';
import { secretsStatus, type SecretStatus } from '../../secrets/status';
import { type Check, type Judgement, judged } from '../check';

/** Every secret of the bundle is in the cluster, as its source has it, and not older than its rotation frequency. */
export const secretFreshness: Check = {
  name: 'secret-freshness',
  run: async ({ platform, environment, variables, log, now }) =>
    judgeSecrets(await secretsStatus([environment], openSources(platform, variables), log, now)),
};

export function judgeSecrets(statuses: readonly Pick<SecretStatus, 'item' | 'freshness'>[]): Judgement {
  const others = statuses.filter(({ freshness }) => freshness !== 'fresh');
  return judged(
    others.map(({ item, freshness }) => `${item.name} is ${freshness}`),
    `fresh: ${statuses.map(({ item }) => item.name).join(', ')}`,
  );
}
