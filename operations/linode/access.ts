import type { EnvironmentVariables } from '../../model/environment-variables';

/** Where the Linode API is, and who is asking. */
export interface LinodeAccess {
  /** With the version at its end, such as `https://api.linode.com/v4`. */
  readonly url: string;
  readonly token: string;
}

const PUBLIC_API = 'https://api.linode.com';
const DEFAULT_VERSION = 'v4';

/**
 * Address of the Linode API, as the provider would choose it.
 *
 * @param url address that the platform names, with or without a version. @default - that of LINODE_URL, or the public one
 * @throws {Error} when a user or a password is in it: every error that names the address would print it
 */
export function linodeAddress(url: string | undefined, environment: EnvironmentVariables): string {
  const { LINODE_URL: variable, LINODE_API_VERSION: version } = environment;
  const base = (url ?? (variable || PUBLIC_API)).replace(/\/+$/, '');
  if (/^\w+:\/\/[^/]*@/.test(base)) {
    throw new Error(
      'the address of the Linode API has a user or a password in it, which logs would show. ' +
        'Take it out of LINODE_URL: LINODE_TOKEN says who is asking.',
    );
  }
  return /\/v\d+\w*$/.test(base) ? base : `${base}/${version || DEFAULT_VERSION}`;
}

/**
 * Access to the Linode API with the token of the environment.
 *
 * @throws {Error} without LINODE_TOKEN
 */
export function linodeAccess(url: string | undefined, environment: EnvironmentVariables): LinodeAccess {
  const { LINODE_TOKEN: token } = environment;
  if (token) return { url: linodeAddress(url, environment), token };
  throw new Error(
    'LINODE_TOKEN is not set. Make a personal access token at https://cloud.linode.com/profile/tokens and export it.',
  );
}
