import { notChecked, ok, warn, type Check } from '../check';
import { leftoversOf } from '../leftovers';
import { notTold } from '../linode';

export const interruptedRuns: Check = {
  id: 'interrupted-runs',
  title: 'left by interrupted runs',
  async run({ platform, environment }) {
    if (!environment.LINODE_TOKEN) return notChecked('LINODE_TOKEN is not set', 'set LINODE_TOKEN');
    try {
      const { buckets, keys } = await leftoversOf(platform);
      const left = [...buckets.map(({ name }) => `bucket ${name}`), ...keys.map(({ label }) => `key ${label}`)];
      if (left.length === 0) return ok('nothing');
      return warn(
        left.join(', '),
        'wait, if a bootstrap or a doctor is at work. If not, remove them: npx lke-platform doctor --clean-up',
      );
    } catch (error) {
      return notTold(error, 'object_storage:read_only');
    }
  },
};
