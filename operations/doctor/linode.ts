import { LinodeError } from '../linode/error';
import { type Finding, notChecked } from './check';

/** Statuses of a token that is wrong, or may not ask that. */
const ABOUT_THE_TOKEN = [401, 403];

/**
 * What a check finds where the Linode API refused to tell. What is wrong with the token, or the API, is found by the
 * checks of these.
 *
 * @param scope what it takes to ask
 * @throws the error, if it is another one
 */
export function notTold(error: unknown, scope: string): Finding {
  if (!(error instanceof LinodeError)) throw error;
  const isAboutToken = error.status !== undefined && ABOUT_THE_TOKEN.includes(error.status);
  return notChecked(
    error.what,
    isAboutToken
      ? `mend what is found about the token; it takes the scope ${scope}`
      : 'mend what is found about the Linode API',
  );
}
