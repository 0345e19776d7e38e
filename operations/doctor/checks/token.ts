import { linodeAddress } from '../../linode/access';
import { fail, type Finding, notChecked, ok, warn, type Check } from '../check';
import { answerText, ask, type Answer, isData, mayPass } from '../http';
import { NEW_TOKEN, NOT_AUTHORIZED, TRY_AGAIN } from '../linode';
import { missingScopes, requiredScopes } from '../required-scopes';

/** Something of each area of scopes to ask for. What is public, such as regions, is told to a wrong token, too. */
const ASKED: Readonly<Record<string, string>> = {
  lke: '/lke/clusters',
  object_storage: '/object-storage/keys',
  linodes: '/linode/instances',
  events: '/account/events',
  firewall: '/networking/firewalls',
  vpc: '/vpcs',
  domains: '/domains',
  account: '/account/settings',
};

export const token: Check = {
  id: 'token',
  title: 'token and its scopes',
  async run({ platform, environment, timeoutMs }) {
    const required = requiredScopes(platform);
    const { LINODE_TOKEN: value } = environment;
    if (!value) {
      return fail('LINODE_TOKEN is not set', `make a personal access token with the scopes ${required.join(' ')}`);
    }
    const address = linodeAddress(platform.sources.linodeApi, environment);
    const headers = { authorization: `Bearer ${value}` };
    const answers = await Promise.all(
      required.map(async (scope) => {
        const [area = ''] = scope.split(':');
        return { scope, answer: await ask(`${address}${String(ASKED[area])}`, { headers, timeoutMs }) };
      }),
    );
    return findingOf(answers, required);
  },
};

function findingOf(answers: readonly { scope: string; answer: Answer }[], required: readonly string[]): Finding {
  const wrong = answers.find(({ answer }) => answer.status === 401 && !NOT_AUTHORIZED.test(answer.text));
  if (wrong) return fail(`Linode does not accept LINODE_TOKEN: ${answerText(wrong.answer)}`, NEW_TOKEN);
  const accepted = answers.flatMap(({ answer }) => (isData(answer) ? [answer] : []));
  const told = accepted.map(({ headers }) => headers.get('x-oauth-scopes')).find((scopes) => scopes !== null);
  const refused = answers
    .filter(({ answer: { status } }) => status === 401 || status === 403)
    .map(({ scope }) => scope);
  const lacking = [
    ...new Set([...refused, ...(told === undefined || told === null ? [] : missingScopes(required, told))]),
  ];
  if (lacking.length > 0) {
    const inOrder = required.filter((scope) => lacking.includes(scope)).join(' ');
    return fail(`LINODE_TOKEN lacks ${inOrder}`, `make a token that has them too: ${required.join(' ')}`);
  }
  // An API that knows no such path says nothing about the token.
  const silent = answers.find(({ answer }) => !isData(answer) && (answer.status !== 404 || accepted.length === 0));
  if (silent) {
    const fix = mayPass(silent.answer) ? TRY_AGAIN : 'see the line of the Linode API';
    return notChecked(answerText(silent.answer), fix);
  }
  if (told === undefined || told === null) {
    return notChecked('accepted, but the API does not tell its scopes', 'look in Cloud Manager');
  }
  return told === '*'
    ? warn('LINODE_TOKEN may do everything in the account', `make one with no more than ${required.join(' ')}`)
    : ok(told);
}
