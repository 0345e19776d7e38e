import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { BUCKETS } from '../../../model/naming';
import { placesOf } from '../../bootstrap/places';
import { accessTo } from '../../deploy/bucket-access';
import { mayWrite } from '../../object-storage/may-write';
import { fail, ok, type Check } from '../check';
import { hasKey, requestLimitsOf, storeFix, whatOf } from '../store';

const KEY = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
const WRITES =
  'a deploy writes: get a key of your own with npx lke-platform bootstrap; this one will do for plan --no-lock';

export const buckets: Check = {
  id: 'buckets',
  title: 'buckets and their key',
  async run(surroundings) {
    const { platform, environment } = surroundings;
    if (!hasKey(environment)) {
      const { variables } = placesOf(platform.name, environment);
      return fail(`${KEY} are not set`, `source ${variables}; npx lke-platform bootstrap writes it`);
    }
    const s3 = accessTo(platform.state.endpoint, environment, requestLimitsOf(surroundings));
    for (const bucket of BUCKETS) {
      const name = platform.state.buckets[bucket];
      try {
        // The answer to a mere HEAD has no body, which would tell what is wrong with the key.
        await s3.send(new ListObjectsV2Command({ Bucket: name, MaxKeys: 1 }));
        if (!(await mayWrite(s3, name))) return fail(`${name}: the key may read it, but not write`, WRITES);
      } catch (error) {
        return fail(`${name}: ${whatOf(error)}`, storeFix(error, KEY));
      }
    }
    return ok(Object.values(platform.state.buckets).join(', '));
  },
};
