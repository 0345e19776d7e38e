import { stateKey } from '../../../model/platform';
import { leftoverStates as findLeftoverStates } from '../../deploy/leftover-states';
import { ok, warn, type Check } from '../check';
import { lookIntoStore, requestLimitsOf } from '../store';

export const leftoverStates: Check = {
  id: 'leftover-states',
  title: 'states of stacks that are gone',
  run: (surroundings) =>
    lookIntoStore(surroundings, async () => {
      const { platform, environment } = surroundings;
      const { buckets, endpoint } = platform.state;
      const stacks = platform.stacks.map((stack) => ({ backend: { key: stateKey(platform, stack) } }));
      const left = await findLeftoverStates(
        { platform: platform.name, stacks, buckets, endpoint },
        environment,
        requestLimitsOf(surroundings),
      );
      if (left.length === 0) return ok('none');
      return warn(
        `the state of ${left.join(', ')} still has resources, but the platform has no such stack any more`,
        'put it back into the platform file, synthesize, destroy it, and only then take it out',
      );
    }),
};
