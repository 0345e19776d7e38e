import { OWN_KEYS } from '../../../model/own-keys';
import { issuersOf } from '../../secrets/own-keys/open-own-keys';
import { ownKeyStatuses } from '../../secrets/own-keys/own-key-status';
import { notChecked, ok, warn, type Check } from '../check';

/** How long the keys that people and pipelines work with have been in use. */
export const ownKeys: Check = {
  id: 'own-keys',
  title: 'age of the own keys',
  async run({ platform, environment, now }) {
    if (!environment.LINODE_TOKEN) return notChecked('LINODE_TOKEN is not set', 'set LINODE_TOKEN');
    const issuers = issuersOf(platform, environment);
    const found = [];
    const silent: string[] = [];
    for (const name of OWN_KEYS) {
      const statuses = await ownKeyStatuses(issuers[name], platform, environment, now()).catch((error: unknown) => {
        silent.push((error as Error).message);
        return [];
      });
      found.push(...statuses);
    }
    const due = found.filter(({ freshness }) => freshness !== 'fresh');
    if (due.length > 0) {
      return warn(
        `to be rotated: ${due.map(({ label }) => label).join(', ')}`,
        'see what each takes: npx lke-platform secrets status platform',
      );
    }
    if (silent.length > 0) return notChecked(silent.join('; '), 'see the lines of the token and of the Linode API');
    return ok(`${found.length} not older than ${platform.keyRotationFrequencyDays} days`);
  },
};
