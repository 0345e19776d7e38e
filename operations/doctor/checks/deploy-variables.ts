import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { placesOf } from '../../bootstrap/places';
import { RECIPIENT_VARIABLE, recipientsIn, snapshotEncrypter } from '../../deploy/snapshots';
import { objectStorage } from '../../object-storage/client';
import { fail, type Finding, notChecked, ok, warn, type Check } from '../check';
import { mayPass } from '../http';
import { requestLimitsOf, statusOf, storeFix, whatOf } from '../store';
import type { Surroundings } from '../surroundings';

/** Keys of the linode provider; without them it cannot read the buckets' versioning and lifecycle rules. */
const PROVIDER_KEYS = ['LINODE_OBJ_ACCESS_KEY', 'LINODE_OBJ_SECRET_KEY'] as const;

export const deployVariables: Check = {
  id: 'deploy-variables',
  title: 'variables of a deploy',
  async run(surroundings) {
    const { platform, environment } = surroundings;
    const fix = `source ${placesOf(platform.name, environment).variables}; npx lke-platform bootstrap writes it`;
    const missing = PROVIDER_KEYS.filter((name) => !environment[name]);
    if (missing.length > 0) {
      return fail(`not set: ${missing.join(', ')}; the linode provider cannot look after the buckets so`, fix);
    }
    return (
      (await wrongRecipient(surroundings)) ??
      (await wrongKey(surroundings)) ??
      (recipientsIn(environment).length > 0
        ? ok([...PROVIDER_KEYS, RECIPIENT_VARIABLE].join(', '))
        : warn(`${RECIPIENT_VARIABLE} is not set, so that apply takes no copy of the state and refuses to go on`, fix))
    );
  },
};

async function wrongRecipient({ environment }: Surroundings): Promise<Finding | undefined> {
  try {
    await snapshotEncrypter(recipientsIn(environment));
    return undefined;
  } catch (error) {
    return fail(whatOf(error), `correct ${RECIPIENT_VARIABLE}: apply takes no copy of the state, and refuses to go on`);
  }
}

/** Asks what the provider asks in each plan. */
async function wrongKey(surroundings: Surroundings): Promise<Finding | undefined> {
  const { platform, environment } = surroundings;
  const [accessKey, secretKey] = PROVIDER_KEYS.map((name) => environment[name] ?? '');
  const s3 = objectStorage(
    { endpoint: platform.state.endpoint, accessKey: accessKey ?? '', secretKey: secretKey ?? '' },
    requestLimitsOf(surroundings),
  );
  try {
    await s3.send(new GetBucketVersioningCommand({ Bucket: platform.state.buckets.artifacts }));
    return undefined;
  } catch (error) {
    const status = statusOf(error);
    const found = `what ${PROVIDER_KEYS.join(' and ')} open cannot be told: ${whatOf(error)}`;
    if (status === 404) return notChecked(`${platform.state.buckets.artifacts} is not there yet`, storeFix(error, ''));
    if (status === undefined || mayPass({ status })) return notChecked(found, storeFix(error, ''));
    return fail(
      `${PROVIDER_KEYS.join(' and ')} do not open ${platform.state.buckets.artifacts}: ${whatOf(error)}`,
      storeFix(error, PROVIDER_KEYS.join(' and ')),
    );
  }
}
