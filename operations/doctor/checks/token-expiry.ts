import { listTokens } from '../../linode/tokens';
import { notChecked, ok, warn, type Check } from '../check';
import { notTold } from '../linode';

const SOON_DAYS = 14;
const DAY_MS = 24 * 3600_000;

export const tokenExpiry: Check = {
  id: 'token-expiry',
  title: 'expiry of the token',
  async run({ environment, now }) {
    const { LINODE_TOKEN: value } = environment;
    const fix = 'look in Cloud Manager, or give the token account:read_only';
    if (!value) return notChecked('LINODE_TOKEN is not set', 'set LINODE_TOKEN');
    try {
      const own = (await listTokens()).find(({ shown }) => value.startsWith(shown));
      if (!own) return notChecked('it is not a personal access token of this user', fix);
      const { expiresAt } = own;
      if (expiresAt === undefined)
        return warn(`the token ${own.label} never expires`, 'make one that expires, and rotate it');
      const days = Math.floor((Date.parse(expiresAt) - now().getTime()) / DAY_MS);
      const found = `the token ${own.label} expires in ${days} days`;
      return days < SOON_DAYS
        ? warn(found, 'rotate it: npx lke-platform secrets rotate platform linode-token')
        : ok(found);
    } catch (error) {
      return notTold(error, 'account:read_only');
    }
  },
};
