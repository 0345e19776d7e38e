import type { Environment } from '../../model/derive/environment';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { type StackId, stateKeyOf } from '../../model/naming';
import type { Platform } from '../../model/platform';
import { onSite, sitePlaceOf } from '../access/site';
import { AppliedConfigurations } from '../applied-configuration/applied-configurations';
import { standingOf } from '../applied-configuration/standing';
import { storedState } from '../deploy/stored-state';
import { appliedStack } from './applied-stack';
import type { VerifySite } from './check';
import { NotVerified } from './verify';

export interface OpenVerifyProps extends Pick<VerifySite, 'resolver' | 'timeoutMs'> {
  readonly platform: Platform;
  readonly environment: Environment;
  readonly variables: EnvironmentVariables;
}

/**
 * Works with all that it takes to look at an environment.
 *
 * @throws {NotVerified} when nothing is known of what was applied of it
 * @throws {Error} when store or cluster cannot be reached
 */
export async function onVerifySite<T>(
  { platform, environment, variables, ...how }: OpenVerifyProps,
  work: (site: VerifySite) => Promise<T>,
): Promise<T> {
  const stateOf = (stack: StackId) => {
    const { endpoint, buckets } = platform.state;
    const backend = { bucket: buckets.state, key: stateKeyOf(platform.name, stack), endpoint };
    return storedState({ environment: variables }, { backend });
  };
  return onSite(sitePlaceOf(platform), variables, async ({ log, client }) => {
    const { name } = environment;
    const configurations = new AppliedConfigurations(log.s3, log.artifacts);
    const [record] = await configurations.list(name, 1);
    if (!record) throw neverApplied(name);
    const states = { environment: await stateOf(name), cluster: await stateOf('cluster') };
    const { environment: state } = states;
    return work({
      ...{ platform, environment, client, states, variables, log },
      applied: appliedStack(name, record.key, await configurations.read(record)),
      standing: standingOf([record], state && { lineage: state.lineage, serial: state.serial }),
      now: new Date(),
      ...how,
    });
  });
}

const neverApplied = (name: string) =>
  new NotVerified([
    {
      what: `nothing is known of what was applied of ${name}: no configuration of it was kept`,
      fix: `npx lke-platform apply ${name}`,
    },
  ]);
