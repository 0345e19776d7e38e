import { linodeAddress } from '../../linode/access';
import { LinodeError } from '../../linode/error';
import { listTokens, mintToken, revokeToken, type TokenRecord } from '../../linode/tokens';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Platform } from '../../../model/platform';
import type { IssuedKey, KeyIssuer } from './key-issuer';

/** Tokens without an end are followed by tokens without one: a pipeline would else stop on a day that nobody knows. */
const lifetimeOf = ({ createdAt = '', expiresAt }: IssuedKey) =>
  expiresAt === undefined ? undefined : Date.parse(expiresAt) - Date.parse(createdAt);

/** Issues personal access tokens of the user whose token is connected, with the same scopes and the same lifetime. */
export function tokenIssuer({ sources }: Pick<Platform, 'sources'>, environment: EnvironmentVariables): KeyIssuer {
  const known = new Map<number, TokenRecord>();
  return {
    name: 'linode-token',
    variables: ['LINODE_TOKEN'],
    unknown:
      'It may be one of an OAuth application, or of another user: replace it where it was issued. A personal access ' +
      'token is made at https://cloud.linode.com/profile/tokens.',
    list: () =>
      withScope('account:read_only', async () => {
        const tokens = await listTokens();
        for (const token of tokens) known.set(token.id, token);
        return tokens;
      }),
    mint: (label, like, now) =>
      withScope('account:read_write', async () => {
        const lifetime = lifetimeOf(like);
        const { token, ...issued } = await mintToken({
          label,
          scopes: known.get(like.id)?.scopes ?? '',
          expiresAt: lifetime === undefined ? undefined : new Date(now.getTime() + lifetime),
        });
        return { issued, variables: { LINODE_TOKEN: token } };
      }),
    awaitUsable: async ({ variables: { LINODE_TOKEN: token = '' } }) => {
      const url = `${linodeAddress(sources.linodeApi, environment)}/profile`;
      const signal = AbortSignal.timeout(30_000);
      const { ok, status } = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal });
      if (!ok) throw new Error(`Linode does not accept the token that it just made: it answers ${status}`);
    },
    revoke: (id) => withScope('account:read_write', () => revokeToken(id)),
  };
}

async function withScope<T>(scope: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LinodeError) || (error.status !== 401 && error.status !== 403)) throw error;
    throw new Error(
      `${error.what}. Linode lets no token see or make tokens without the scope ${scope}. Replace it by hand ` +
        '(https://cloud.linode.com/profile/tokens), or make one with that scope.',
      { cause: error },
    );
  }
}
