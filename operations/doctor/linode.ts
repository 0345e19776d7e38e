import { LinodeError } from '../linode/error';
import { fail, type Finding, notChecked } from './check';
import { mayPass } from './http';

/** What Linode says to a token that is in force and may not ask that. To one that is not, it says "Invalid Token". */
export const NOT_AUTHORIZED = /not authorized/i;

/** What to do about a token that Linode does not know, or does not know any more. */
export const NEW_TOKEN =
  'set LINODE_TOKEN to a personal access token that is in force: https://cloud.linode.com/profile/tokens';

export const TRY_AGAIN =
  'Linode has trouble, or was asked too often (https://status.linode.com): run doctor again in some minutes';

/**
 * What a check finds where the Linode API refused to tell.
 *
 * @param scope what it takes to ask
 * @throws the error, if it is another one
 */
export function notTold(error: unknown, scope: string): Finding {
  if (!(error instanceof LinodeError)) throw error;
  if (error.status === 401 && !NOT_AUTHORIZED.test(error.what)) return fail(error.what, NEW_TOKEN);
  if (error.status === 401 || error.status === 403) return notChecked(error.what, `give the token the scope ${scope}`);
  if (mayPass(error)) return notChecked(error.what, TRY_AGAIN);
  return notChecked(error.what, 'see the line of the Linode API');
}
