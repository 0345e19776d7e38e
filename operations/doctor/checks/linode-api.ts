import { linodeAddress } from '../../linode/access';
import { fail, ok, type Check } from '../check';
import { answerText, ask, isData, mayPass } from '../http';
import { TRY_AGAIN } from '../linode';
import { isList } from '../offered';

export const linodeApi: Check = {
  id: 'linode-api',
  title: 'Linode API',
  async run({ platform, environment, timeoutMs }) {
    const address = linodeAddress(platform.sources.linodeApi, environment);
    const answer = await ask(`${address}/regions`, { timeoutMs, reads: true });
    if (isList(answer)) return ok(address);
    if (mayPass(answer)) return fail(`${address}: ${answerText(answer)}`, TRY_AGAIN);
    const found = isData(answer) ? 'what answers there is not the Linode API' : answerText(answer);
    return fail(
      `${address}: ${found}`,
      'open a way to it, or correct sources.linodeApi, LKE_PLATFORM_LINODE_API or LINODE_URL',
    );
  },
};
