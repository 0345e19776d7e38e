import {
  createPersonalAccessToken,
  deletePersonalAccessToken,
  getPersonalAccessTokens,
  type Token,
} from '@linode/api-v4';
import { allPages } from './all-pages';
import { unlessMissing } from './error';

/** Linode shows so much of a token once it is made. */
export const SHOWN_LENGTH = 16;

/** A personal access token, without what nobody but its maker is told. */
export interface TokenRecord {
  readonly id: number;
  readonly label: string;
  /** As the API has them: `*`, or scopes parted by blanks. */
  readonly scopes: string;
  /** Its first characters. */
  readonly shown: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; undefined for one without an end. */
  readonly expiresAt: string | undefined;
}

/** The personal access tokens of the user who asks. Takes the scope account:read_only. */
export async function listTokens(): Promise<TokenRecord[]> {
  return (await allPages(getPersonalAccessTokens)).map(recordOf);
}

export interface NewToken {
  readonly label: string;
  /** Not more than the acting token has. */
  readonly scopes: string;
  /** @default - none */
  readonly expiresAt: Date | undefined;
}

/** Makes a token of the user who asks. Takes the scope account:read_write. @returns it with what opens, told this once */
export async function mintToken({ label, scopes, expiresAt }: NewToken): Promise<TokenRecord & { token: string }> {
  const expiry = expiresAt?.toISOString().slice(0, 19);
  const made = await createPersonalAccessToken({ label, scopes, ...(expiry !== undefined && { expiry }) });
  return { ...recordOf(made), token: made.token ?? '' };
}

/** Revokes a token of the user who asks; it may be gone already. */
export async function revokeToken(id: number): Promise<void> {
  await unlessMissing(deletePersonalAccessToken(id));
}

const recordOf = ({ id, label, scopes, token, created, expiry }: Token): TokenRecord => ({
  id,
  label,
  scopes,
  shown: (token ?? '').slice(0, SHOWN_LENGTH),
  createdAt: utc(created),
  expiresAt: expiry === null ? undefined : utc(expiry),
});

/** The API writes times without a zone, and means UTC. */
const utc = (time: string) => new Date(`${time}Z`).toISOString();
