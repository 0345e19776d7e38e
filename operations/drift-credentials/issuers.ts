import { DRIFT_ACCOUNT } from '../../model/derive/drift-rights';
import { ACCESS_NAMESPACE } from '../../model/naming';
import { clockOf } from '../access/clock';
import { newGrantName } from '../access/grant-name';
import { kubeconfigText } from '../access/kubeconfig';
import type { AccessSite } from '../access/site';
import { requestToken } from '../access/token';
import type { LinodeBucket } from '../linode/buckets';
import { listKeys, type MintedKey, mintLimitedKey, revokeKey } from '../linode/object-keys';
import { listTokens, mintToken, revokeToken } from '../linode/tokens';
import {
  createReaderGrant,
  listReaderGrants,
  readerAccount,
  type ReaderGrant,
  removeReaderGrant,
} from './reader-grant';
import { READ_SCOPES } from './read-scopes';

/** Something at Linode, by the label that its call gave it. */
export interface Labelled {
  readonly id: number;
  readonly label: string;
}

/** Who issues the credentials that look for drift. What is revoked may be gone already. */
export interface Issuers {
  readonly grants: {
    /** Makes what a token of the cluster is bound to. @returns its name */
    make(holder: string, end: Date): Promise<string>;
    /** A kubeconfig with a token that is bound to a grant. */
    kubeconfig(grant: string, end: Date): Promise<string>;
    /** The oldest first. */
    list(): Promise<readonly ReaderGrant[]>;
    remove(name: string): Promise<void>;
  };
  readonly tokens: {
    mint(label: string, end: Date): Promise<string>;
    /** Those of the acting user: Linode shows nobody those of others. */
    list(): Promise<readonly Labelled[]>;
    revoke(id: number): Promise<void>;
  };
  readonly keys: {
    mint(label: string, buckets: readonly LinodeBucket[], permissions: 'read_only' | 'read_write'): Promise<MintedKey>;
    list(): Promise<readonly Labelled[]>;
    revoke(id: number): Promise<void>;
  };
}

/** The token is asked for after the clock was looked at, and must not end later than was written down. */
const SLOW_ANSWER_SECONDS = 60;

const secondsOf = (end: Date) => Math.floor(end.getTime() / 1000);

/** Linode, which has to be connected, and the cluster of a platform. */
export const issuersOn = ({ client, place, platform }: AccessSite): Issuers => ({
  grants: {
    make: async (holder, end) => {
      const grant = newGrantName(DRIFT_ACCOUNT, secondsOf(end));
      await createReaderGrant(client, { grant, holder, account: await readerAccount(client) });
      return grant;
    },
    kubeconfig: async (grant, end) => {
      const seconds = secondsOf(end) - Math.ceil((await clockOf(client)).getTime() / 1000) - SLOW_ANSWER_SECONDS;
      const { token } = await requestToken(client, DRIFT_ACCOUNT, { grant, seconds, latest: end });
      const context = `${platform}-drift`;
      return kubeconfigText(place, { platform, grant, namespace: ACCESS_NAMESPACE, context, token });
    },
    list: () => listReaderGrants(client),
    remove: (name) => removeReaderGrant(client, name),
  },
  tokens: {
    mint: async (label, end) => (await mintToken({ label, scopes: READ_SCOPES.join(' '), expiresAt: end })).token,
    list: listTokens,
    revoke: revokeToken,
  },
  keys: { mint: mintLimitedKey, list: listKeys, revoke: revokeKey },
});
