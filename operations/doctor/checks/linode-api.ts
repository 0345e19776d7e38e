import { linodeAddress } from '../../linode/access';
import { fail, ok, type Check } from '../check';
import { answerText, ask, isData, mayPass } from '../http';
import { TRY_AGAIN } from '../linode';

export const linodeApi: Check = {
  id: 'linode-api',
  title: 'Linode API',
  async run({ platform, environment, timeoutMs }) {
    const address = linodeAddress(platform.sources.linodeApi, environment);
    const answer = await ask(`${address}/regions`, { timeoutMs });
    if (isData(answer)) return ok(address);
    if (mayPass(answer)) return fail(`${address}: ${answerText(answer)}`, TRY_AGAIN);
    return fail(
      `${address}: ${answerText(answer)}`,
      'open a way to it, or correct sources.linodeApi, LKE_PLATFORM_LINODE_API or LINODE_URL',
    );
  },
};
