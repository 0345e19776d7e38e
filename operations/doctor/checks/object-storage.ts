import { fail, ok, type Check } from '../check';
import { answerText, ask, mayPass } from '../http';
import { STORE_TRY_AGAIN } from '../store';

export const objectStorage: Check = {
  id: 'object-storage',
  title: 'object storage',
  async run({ platform, timeoutMs }) {
    const { endpoint } = platform.state;
    const answer = await ask(endpoint, { timeoutMs });
    if (answer.status !== undefined && !mayPass(answer)) return ok(endpoint);
    if (mayPass(answer)) return fail(`${endpoint}: ${answerText(answer)}`, STORE_TRY_AGAIN);
    return fail(
      `${endpoint}: ${answerText(answer)}`,
      'open a way to it, or correct state.endpointHost, sources.objectStorage or LKE_PLATFORM_OBJECT_STORAGE',
    );
  },
};
