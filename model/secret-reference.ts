/** Where a secret is kept. Linode has no secrets manager: that source is a private, client-side encrypted bucket. */
export const SECRET_SOURCES = ['linode-secret-manager', 'ext-vault', 'kubernetes'] as const;
export type SecretSource = (typeof SECRET_SOURCES)[number];

/** One part of a path; `.` and `..` would lead to secrets of others. */
const PART = '(?!\\.{1,2}(?:[/#]|$))[A-Za-z0-9._-]+';

/** Grammar of a reference to a secret: `<source>://<path>[#<key>]`. */
export const SECRET_REFERENCE = new RegExp(
  `^(linode-secret-manager|ext-vault|kubernetes)://(${PART}(?:/${PART})*)(?:#([A-Za-z0-9._-]+))?$`,
);

/** A reference to a secret, taken apart. */
export interface SecretReference {
  readonly source: SecretSource;
  /** Path in the source, without a leading slash. */
  readonly path: string;
  /** Key within the secret. @default - the whole secret */
  readonly key?: string;
}

/** Takes a reference apart; undefined if it does not follow the grammar. */
export function parseSecretReference(reference: string): SecretReference | undefined {
  const match = SECRET_REFERENCE.exec(reference);
  if (!match) return undefined;
  const [, source, path, key] = match as unknown as [string, SecretSource, string, string | undefined];
  return { source, path, ...(key !== undefined && { key }) };
}
