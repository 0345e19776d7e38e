import { linodeAddress } from '../../linode/access';
import { fail, notChecked, ok, warn, type Check, type Finding } from '../check';
import { answerText, ask, isData, type Answer, mayPass } from '../http';
import { NEW_TOKEN, NOT_AUTHORIZED, TRY_AGAIN } from '../linode';
import { missingScopes } from '../required-scopes';

const SCOPE = 'account:read_write';

/** What Linode answers those who may know nothing of locks. */
const REFUSALS = [401, 403, 404];

export const deletionLock: Check = {
  id: 'deletion-lock',
  title: "Linode's own locks",
  async run({ platform, environment, timeoutMs }) {
    if (!platform.deletionProtection) return ok('nothing is protected');
    if (platform.deletionLock === false) return ok('off, as deletionLock says');
    const { LINODE_TOKEN: token } = environment;
    if (!token) return notChecked('LINODE_TOKEN is not set', 'set LINODE_TOKEN');
    const address = linodeAddress(platform.sources.linodeApi, environment).replace(/\/v\d+\w*$/, '/v4beta');
    const answer = await ask(`${address}/locks`, { headers: { authorization: `Bearer ${token}` }, timeoutMs });
    if (answer.status === 401 && !NOT_AUTHORIZED.test(answer.text)) return fail(answerText(answer), NEW_TOKEN);
    if (!isData(answer) && !REFUSALS.includes(answer.status ?? 0)) {
      return notChecked(answerText(answer), mayPass(answer) ? TRY_AGAIN : 'see the line of the Linode API');
    }
    return platform.deletionLock ? findingWhenOn(answer) : findingWhenOpen(answer);
  },
};

function findingWhenOn(answer: Answer): Finding {
  if (mayLock(answer)) return ok('Linode refuses to delete the cluster and the pools that are protected');
  return fail(
    `Linode lets this token make no locks: ${answer.status === 200 ? `it lacks ${SCOPE}` : answerText(answer)}`,
    `use a token with ${SCOPE} of a user without restrictions, or set deletionLock: false`,
  );
}

function findingWhenOpen(answer: Answer): Finding {
  if (mayLock(answer)) {
    return warn(
      'the console and other tools can delete the cluster and its pools, and this token may lock them',
      'set deletionLock: true (docs/deploy.md, destroy), or false to hear no more of it',
    );
  }
  return ok('off; this token may make none');
}

function mayLock(answer: Answer): boolean {
  if (answer.status !== 200) return false;
  return missingScopes([SCOPE], answer.headers.get('x-oauth-scopes') ?? '').length === 0;
}
