import { getPersonalAccessTokens } from '@linode/api-v4';
import { notChecked, ok, warn, type Check } from '../check';
import { notTold } from '../linode';

/** Linode shows so much of a token once it is made. */
const SHOWN_LENGTH = 16;
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
      const { data } = await getPersonalAccessTokens({ page_size: 500 });
      const own = data.find(({ token }) => token?.slice(0, SHOWN_LENGTH) === value.slice(0, SHOWN_LENGTH));
      if (!own) return notChecked('it is not a personal access token of this user', fix);
      // The package does not know that a token need not expire.
      const { expiry }: { expiry: string | null } = own;
      if (expiry === null) return warn(`the token ${own.label} never expires`, 'make one that expires, and renew it');
      const days = Math.floor((Date.parse(`${expiry}Z`) - now().getTime()) / DAY_MS);
      const found = `the token ${own.label} expires in ${days} days`;
      return days < SOON_DAYS ? warn(found, 'make a new one, and revoke this one') : ok(found);
    } catch (error) {
      return notTold(error, 'account:read_only');
    }
  },
};
