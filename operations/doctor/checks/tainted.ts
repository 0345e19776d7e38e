import { stateKey } from '../../../model/platform';
import { storedState } from '../../deploy/stored-state';
import { taintedInState, taintProblems } from '../../deploy/tainted';
import { fail, ok, type Check } from '../check';
import { placeOf, readyLine } from '../engine-place';
import { lookIntoStore, requestLimitsOf } from '../store';

export const tainted: Check = {
  id: 'tainted',
  title: 'what is marked to be made anew',
  run: (surroundings) =>
    lookIntoStore(surroundings, async () => {
      const { platform } = surroundings;
      const { endpoint, buckets } = platform.state;
      const found = await Promise.all(
        platform.stacks.map(async (stack) => {
          const backend = { bucket: buckets.state, key: stateKey(platform, stack), endpoint };
          const state = await storedState(surroundings, { backend }, requestLimitsOf(surroundings));
          const place = await placeOf(surroundings, stack);
          return taintProblems(state ? taintedInState(state) : [], place, (line) => readyLine(place, line));
        }),
      );
      const problems = found.flat();
      if (problems.length === 0) return ok('nothing');
      return fail(
        problems.map(({ where, what }) => `${where}: ${what}`).join('; '),
        problems.map(({ fix }) => fix).join('; '),
      );
    }),
};
