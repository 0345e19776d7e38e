import { fail, ok, type Check } from '../check';
import { type Answer, answerText, ask, isWebPage, mayPass } from '../http';
import { STORE_TRY_AGAIN } from '../store';

export const objectStorage: Check = {
  id: 'object-storage',
  title: 'object storage',
  async run({ platform, timeoutMs }) {
    const { endpoint, buckets } = platform.state;
    // Without a key it refuses, in words of its own. What is asked for a bucket leads nowhere else, as the root of AWS does.
    const answer = await ask(`${endpoint.replace(/\/+$/, '')}/${buckets.state}`, { timeoutMs });
    if (isStore(answer)) return ok(endpoint);
    if (mayPass(answer)) return fail(`${endpoint}: ${answerText(answer)}`, STORE_TRY_AGAIN);
    return fail(
      `${endpoint}: ${answerText(answer)}${speaksOtherwise(answer)}`,
      'open a way to it, or correct state.endpointHost, sources.objectStorage or LKE_PLATFORM_OBJECT_STORAGE',
    );
  },
};

/** A store answers in XML: an error, or the content of a bucket that everybody may list. */
const isStore = (answer: Answer) =>
  answer.status !== undefined && !mayPass(answer) && /<(Error|ListBucketResult)\b/.test(answer.text);

const speaksOtherwise = (answer: Answer) =>
  answer.status === undefined || isWebPage(answer) ? '' : ', and not as an object storage does';
