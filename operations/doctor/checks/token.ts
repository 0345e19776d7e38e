import { linodeAddress } from '../../linode/access';
import { fail, notChecked, ok, warn, type Check } from '../check';
import { answerText, ask } from '../http';
import { missingScopes, requiredScopes } from '../required-scopes';

export const token: Check = {
  id: 'token',
  title: 'token and its scopes',
  async run({ platform, environment }) {
    const required = requiredScopes(platform);
    const { LINODE_TOKEN: value } = environment;
    if (!value) {
      return fail('LINODE_TOKEN is not set', `make a personal access token with the scopes ${required.join(' ')}`);
    }
    const address = `${linodeAddress(platform.sources.linodeApi, environment)}/regions`;
    const answer = await ask(address, { authorization: `Bearer ${value}` });
    if (answer.status === undefined) return notChecked(answerText(answer), 'mend what is found about the Linode API');
    if (answer.status !== 200) {
      return fail(`Linode does not accept LINODE_TOKEN: ${answerText(answer)}`, 'make a new personal access token');
    }
    const scopes = answer.headers.get('x-oauth-scopes');
    if (scopes === null) return notChecked('accepted, but the API does not tell its scopes', 'look in Cloud Manager');
    const missing = missingScopes(required, scopes);
    if (missing.length > 0) return fail(`LINODE_TOKEN lacks ${missing.join(' ')}`, 'make a token that has them too');
    return scopes === '*'
      ? warn('LINODE_TOKEN may do everything in the account', `make one with no more than ${required.join(' ')}`)
      : ok(scopes);
  },
};
