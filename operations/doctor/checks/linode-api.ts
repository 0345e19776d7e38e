import { linodeAddress } from '../../linode/access';
import { fail, ok, type Check } from '../check';
import { answerText, ask } from '../http';

export const linodeApi: Check = {
  id: 'linode-api',
  title: 'Linode API',
  async run({ platform, environment }) {
    const address = linodeAddress(platform.sources.linodeApi, environment);
    const answer = await ask(`${address}/regions`);
    if (answer.status === 200) return ok(address);
    return fail(
      `${address}: ${answerText(answer)}`,
      'open a way to it, or correct sources.linodeApi, LKE_PLATFORM_LINODE_API or LINODE_URL',
    );
  },
};
