import { bucketsNamed } from '../../linode/buckets';
import { listKeys } from '../../linode/object-keys';
import { PROBE_NAME } from '../../object-storage/throw-away-bucket';
import { notChecked, ok, warn, type Check } from '../check';
import { notTold } from '../linode';

export const interruptedRuns: Check = {
  id: 'interrupted-runs',
  title: 'left by interrupted runs',
  async run({ platform, environment }) {
    if (!environment.LINODE_TOKEN) return notChecked('LINODE_TOKEN is not set', 'set LINODE_TOKEN');
    const probes = `${platform.state.bucketPrefix}-${PROBE_NAME}-`;
    const temporary = [probes, `${platform.name}-bootstrap-`];
    try {
      const buckets = await bucketsNamed(probes);
      const keys = (await listKeys()).filter(({ label }) => temporary.some((prefix) => label.startsWith(prefix)));
      const left = [...buckets.map(({ name }) => `bucket ${name}`), ...keys.map(({ label }) => `key ${label}`)];
      if (left.length === 0) return ok('nothing');
      return warn(
        left.join(', '),
        'wait, if a bootstrap or a doctor is at work. If not, run bootstrap again on the machine where it was ' +
          'interrupted, and remove in Cloud Manager what is left then',
      );
    } catch (error) {
      return notTold(error, 'object_storage:read_only');
    }
  },
};
