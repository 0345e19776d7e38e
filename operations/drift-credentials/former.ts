import { ACCESS_NAMESPACE } from '../../model/naming';
import { AccessRefused } from '../access/refused';
import type { Issuers, Labelled } from './issuers';
import { isLabelOf, isLabelOfPlatform } from './names';
import type { ReaderGrant } from './reader-grant';

/** What calls before this one minted. */
export interface Former {
  readonly grants: readonly ReaderGrant[];
  readonly tokens: readonly Labelled[];
  readonly keys: readonly Labelled[];
}

/**
 * What is older than the credentials of a name, or left without a grant by a call that was interrupted.
 *
 * @throws {AccessRefused} when a newer call is at work, or was
 */
export async function formerThan(name: string, platform: string, issuers: Issuers): Promise<Former> {
  // Every call makes its grant first. So the grants are listed last: what a newer call has minted by now is not taken
  // for a leftover.
  const [tokens, keys, grants] = [await issuers.tokens.list(), await issuers.keys.list(), await issuers.grants.list()];
  const superseded = supersededBy(grants, name);
  if (superseded) throw superseded;
  const isFormer = ({ label }: Labelled) => isLabelOfPlatform(platform, label) && !isLabelOf(name, label);
  return {
    grants: grants.filter(({ holder }) => holder !== name),
    tokens: tokens.filter(isFormer),
    keys: keys.filter(isFormer),
  };
}

/** @returns the labels of what was revoked at Linode */
export async function revokeFormer({ grants, tokens, keys }: Former, issuers: Issuers): Promise<string[]> {
  // What opens the cluster goes first.
  for (const { name } of grants) await issuers.grants.remove(name);
  for (const { id } of tokens) await issuers.tokens.revoke(id);
  for (const { id } of keys) await issuers.keys.revoke(id);
  return [...new Set([...tokens, ...keys].map(({ label }) => label))];
}

/** Revokes whatever there is of the credentials of a name. */
export async function revokeNamed(name: string, { grants, tokens, keys }: Issuers): Promise<void> {
  for (const grant of await grants.list()) if (grant.holder === name) await grants.remove(grant.name);
  for (const { id, label } of await tokens.list()) if (isLabelOf(name, label)) await tokens.revoke(id);
  for (const { id, label } of await keys.list()) if (isLabelOf(name, label)) await keys.revoke(id);
}

/**
 * Of calls at the same time the newest one counts, by its grant: it revokes what the others minted.
 *
 * @param grants the oldest first
 * @returns what to tell any other than the newest one
 */
export function supersededBy(grants: readonly ReaderGrant[], name: string): AccessRefused | undefined {
  const newest = grants.at(-1)?.holder;
  if (newest === name) return undefined;
  const isThere = grants.some(({ holder }) => holder === name);
  const what = isThere
    ? `somebody else mints credentials that look for drift at the same time, ${newest ?? 'without a name'}, and the ` +
      `newest ones count: ${name} is revoked again`
    : `somebody else ended the grant of ${name} before it was complete, as a newer call does: all of it is revoked again`;
  const fix =
    'use those of the newer call; or, once it is done, npx lke-platform drift credentials, which revokes them for your own';
  return new AccessRefused([{ what, where: ACCESS_NAMESPACE, fix }]);
}
