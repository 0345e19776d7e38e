import { bucketsNamed } from '../../linode/buckets';
import { LinodeError } from '../../linode/error';
import { listKeys } from '../../linode/object-keys';
import { PROBE_NAME } from '../../object-storage/throw-away-bucket';
import { notChecked, ok, warn, type Check } from '../check';
import { whatOf } from '../store';

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
        'run bootstrap again on the machine where it was interrupted; if nothing runs any more, remove them in Cloud Manager',
      );
    } catch (error) {
      if (!(error instanceof LinodeError)) throw error;
      return notChecked(whatOf(error), 'give LINODE_TOKEN the scope object_storage:read_only');
    }
  },
};
