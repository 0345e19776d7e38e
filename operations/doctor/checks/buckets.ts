import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { BUCKETS } from '../../../model/naming';
import { placesOf } from '../../bootstrap/places';
import { accessTo } from '../../deploy/bucket-access';
import { fail, ok, type Check } from '../check';
import { hasKey, requestLimitsOf, storeFix, whatOf } from '../store';
import type { Surroundings } from '../surroundings';

const KEY = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

export const buckets: Check = {
  id: 'buckets',
  title: 'buckets and their key',
  async run(surroundings) {
    const { platform, environment } = surroundings;
    if (!hasKey(environment)) {
      const { variables } = placesOf(platform.name, environment);
      return fail(`${KEY} are not set`, `source ${variables}; npx lke-platform bootstrap writes it`);
    }
    for (const bucket of BUCKETS) {
      const name = platform.state.buckets[bucket];
      const error = await refusal(name, surroundings);
      if (error !== undefined) return fail(`${name}: ${whatOf(error)}`, storeFix(error, KEY));
    }
    return ok(Object.values(platform.state.buckets).join(', '));
  },
};

/** Lists one object: the answer to a mere HEAD has no body, which would tell what is wrong with the key. */
async function refusal(bucket: string, surroundings: Surroundings): Promise<unknown> {
  const { platform, environment } = surroundings;
  const s3 = accessTo(platform.state.endpoint, environment, requestLimitsOf(surroundings));
  try {
    await s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }));
    return undefined;
  } catch (error) {
    return error;
  }
}
