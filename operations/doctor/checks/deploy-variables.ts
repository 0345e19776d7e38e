import { placesOf } from '../../bootstrap/places';
import { fail, ok, warn, type Check } from '../check';

/** Keys of the linode provider; without them it cannot read the buckets' versioning and lifecycle rules. */
const PROVIDER_KEYS = ['LINODE_OBJ_ACCESS_KEY', 'LINODE_OBJ_SECRET_KEY'];
const RECIPIENT = 'LKE_PLATFORM_SNAPSHOT_RECIPIENT';

export const deployVariables: Check = {
  id: 'deploy-variables',
  title: 'variables of a deploy',
  run({ platform, environment }) {
    const fix = `source ${placesOf(platform.name, environment).variables}; npx lke-platform bootstrap writes it`;
    const missing = PROVIDER_KEYS.filter((name) => !environment[name]);
    if (missing.length > 0) {
      return fail(`not set: ${missing.join(', ')}; the linode provider cannot look after the buckets so`, fix);
    }
    if (environment[RECIPIENT]) return ok([...PROVIDER_KEYS, RECIPIENT].join(', '));
    return warn(`${RECIPIENT} is not set, so that apply takes no copy of the state and refuses to go on`, fix);
  },
};
