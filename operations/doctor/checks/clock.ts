import { linodeAddress } from '../../linode/access';
import { fail, notChecked, ok, warn, type Check } from '../check';
import { ask, isWebPage } from '../http';

/** S3 refuses requests that are signed a quarter of an hour off. */
const REFUSED_MS = 15 * 60_000;
const SUSPICIOUS_MS = 60_000;

export const clock: Check = {
  id: 'clock',
  title: 'clock',
  async run({ platform, environment, now, timeoutMs }) {
    const answer = await ask(`${linodeAddress(platform.sources.linodeApi, environment)}/regions`, { timeoutMs });
    const date = answer.status === undefined || isWebPage(answer) ? null : answer.headers.get('date');
    if (date === null || Number.isNaN(Date.parse(date)))
      return notChecked('the Linode API tells no time', 'compare it with another clock');
    const skew = now().getTime() - Date.parse(date);
    const found = `${Math.round(Math.abs(skew) / 1000)} seconds ${skew < 0 ? 'behind' : 'ahead of'} the Linode API`;
    const fix = 'let this machine keep its clock by NTP';
    if (Math.abs(skew) >= REFUSED_MS) return fail(`${found}: object storage refuses what is signed so`, fix);
    return Math.abs(skew) >= SUSPICIOUS_MS ? warn(found, fix) : ok(found);
  },
};
