import { fail, ok, type Check } from '../check';
import { answerText, ask } from '../http';

export const objectStorage: Check = {
  id: 'object-storage',
  title: 'object storage',
  async run({ platform }) {
    const { endpoint } = platform.state;
    const answer = await ask(endpoint);
    if (answer.status !== undefined && answer.status < 500) return ok(endpoint);
    return fail(
      `${endpoint}: ${answerText(answer)}`,
      'open a way to it, or correct state.endpointHost, sources.objectStorage or LKE_PLATFORM_OBJECT_STORAGE',
    );
  },
};
