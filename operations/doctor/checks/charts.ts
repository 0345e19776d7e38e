import { fail, ok, type Check } from '../check';
import { answerText, ask, type Answer, isData, mayPass } from '../http';

export const charts: Check = {
  id: 'charts',
  title: 'chart repositories',
  async run({ platform, timeoutMs }) {
    const asked = await Promise.all(
      Object.entries(platform.sources.charts).map(async ([name, address]) => ({
        name,
        address,
        answer: await ask(indexOf(address), { timeoutMs }),
      })),
    );
    const away = asked.filter(({ address, answer }) => !isThere(address, answer));
    if (away.length === 0) return ok(asked.map(({ name }) => name).join(', '));
    const others = away.filter(({ answer }) => !mayPass(answer));
    return fail(
      away.map(({ name, address, answer }) => `${name} (${address}): ${answerText(answer)}`).join('; '),
      others.length === 0
        ? 'they have trouble, or were asked too often: run doctor again in some minutes'
        : 'open a way to them, or name mirrors without a login in sources.charts or LKE_PLATFORM_CHARTS_<NAME>',
    );
  },
};

const OCI = /^oci:\/\/([^/]+)/;

/** A registry tells at `/v2/` that it is one; a repository has an index. */
function indexOf(address: string): string {
  const [, host] = OCI.exec(address) ?? [];
  return host === undefined ? `${address.replace(/\/+$/, '')}/index.yaml` : `https://${host}/v2/`;
}

/** A registry may want a login first. */
const isThere = (address: string, answer: Answer) => isData(answer) || (OCI.test(address) && wantsLogin(answer));

const wantsLogin = (answer: Answer) => answer.status === 401 && answer.headers.has('www-authenticate');
