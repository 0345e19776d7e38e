import { linodeAddress } from '../../linode/access';
import { fail, notChecked, ok, warn, type Check, type Finding } from '../check';
import { answerText, ask, type Answer } from '../http';
import { missingScopes } from '../required-scopes';

const SCOPE = 'account:read_write';

/** What Linode answers those who may know nothing of locks. */
const REFUSALS = [401, 403, 404];

export const deletionLock: Check = {
  id: 'deletion-lock',
  title: "Linode's own locks",
  async run({ platform, environment }) {
    if (!platform.deletionProtection) return ok('nothing is protected');
    if (platform.deletionLock === false) return ok('off, as deletionLock says');
    const { LINODE_TOKEN: token } = environment;
    if (!token) return notChecked('LINODE_TOKEN is not set', 'set it');
    const address = linodeAddress(platform.sources.linodeApi, environment).replace(/\/v\d+\w*$/, '/v4beta');
    const answer = await ask(`${address}/locks`, { headers: { authorization: `Bearer ${token}` } });
    return platform.deletionLock ? findingWhenOn(answer) : findingWhenOpen(answer);
  },
};

function findingWhenOn(answer: Answer): Finding {
  if (mayLock(answer)) return ok('Linode refuses to delete the cluster and the pools that are protected');
  if (answer.status !== 200 && !REFUSALS.includes(answer.status ?? 0)) return unknown(answer);
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
  if (answer.status === 200 || REFUSALS.includes(answer.status ?? 0)) return ok('off; this token may make none');
  return unknown(answer);
}

const unknown = (answer: Answer) => notChecked(answerText(answer), 'run doctor again once the Linode API answers');

function mayLock(answer: Answer): boolean {
  if (answer.status !== 200) return false;
  return missingScopes([SCOPE], answer.headers.get('x-oauth-scopes') ?? '').length === 0;
}
