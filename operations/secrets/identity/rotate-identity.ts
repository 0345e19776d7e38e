import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import type { Variables } from '../../bootstrap/variables-file';
import type { AuditRecorder } from '../../audit/record';
import { recorded } from '../../audit/recorded';
import { RECIPIENT_VARIABLE, recipientsIn, snapshotEncrypter } from '../../deploy/snapshots';
import { SECRETS_KIND } from '../records';
import { BACKUP_PREFIX } from '../sealing/key-backups';
import type { Cipher } from '../sources/age-cipher';
import { SourceError } from '../sources/source';
import { type Identities, keepFormer, readIdentities, writeIdentities } from './identity-file';
import { type Ciphers, reEncryptAll, reEncryptedSecretKey } from './re-encrypt';

/** What the rotation of the age identity works with. */
export interface IdentitySite {
  readonly platform: string;
  readonly s3: S3Client;
  readonly buckets: { readonly state: string; readonly artifacts: string };
  /** Beginning of the keys of secrets in the state bucket. */
  readonly secretsPrefix: string;
  /** What this process works with. */
  readonly environment: EnvironmentVariables;
  /** The private file of the identities. */
  readonly file: string;
  /** The private file of variables to source. */
  readonly variables: { readonly path: string; readonly write: (variables: Variables) => void };
  /** Opens with all identities of the file. */
  readonly cipher: Pick<Cipher, 'decrypt'>;
  readonly audit: AuditRecorder | undefined;
  readonly onStep: (text: string) => void;
}

export interface IdentityRotation {
  /** `waiting`: all is encrypted anew, and the former identity is kept in the file. */
  readonly outcome: 'waiting' | 'rotated';
  /** Recipient of the identity in force. */
  readonly current: string;
  readonly former: readonly string[];
  /** How many secrets and backups of sealing keys this run has encrypted anew. */
  readonly reEncrypted: number;
  /** File with the identities: of `waiting` all, of `rotated` the former ones. */
  readonly file: string;
}

/**
 * Puts a new age identity in the place of the one of this machine: it is made and kept beside the former one, its recipient
 * takes the former one's place in the variables to source, and all secrets and backups of sealing keys are encrypted for it
 * anew. Until {@link forgetFormer} both open what they are for, so that any run can go on from there.
 *
 * @throws {SourceError} when something cannot be opened; then it is left as it was
 */
export async function rotateIdentity(site: IdentitySite): Promise<IdentityRotation> {
  const { file, environment, platform } = site;
  const { generateX25519Identity } = await import('age-encryption');
  const before = readIdentities(file);
  const isBegun = before.former.length > 0;
  const known = await recipientsOf(file, [...before.current, ...before.former]);
  if (!recipientsIn(environment).some((it) => known.includes(it))) throw notARecipient(file);
  const identities: Identities = isBegun
    ? before
    : { current: [await generateX25519Identity()], former: [...before.current] };
  const [current = ''] = await recipientsOf(file, identities.current);
  const former = await recipientsOf(file, identities.former);
  const entry = {
    chain: 'platform' as const,
    kind: `${SECRETS_KIND}.rotate-identity`,
    what: `encrypt the secrets of ${platform} for ${current} in the place of ${former.join(', ')}`,
    details: { current, former },
  };
  return recorded(
    site.audit,
    entry,
    async () => {
      if (!isBegun) writeIdentities(file, identities);
      const recipients = newRecipients(environment, current, former);
      site.variables.write({ [RECIPIENT_VARIABLE]: recipients.join(',') });
      const reEncrypted = await encryptAnew(site, identities, recipients);
      return { outcome: 'waiting' as const, current, former, reEncrypted, file };
    },
    ({ reEncrypted }) => ({ reEncrypted }),
  );
}

/**
 * Ends a rotation: what was written for the former identity alone since is encrypted anew, too, all is opened with the new
 * one, and the former one is taken out of the file. It is kept beside it, for what is not encrypted anew.
 *
 * @throws {SourceError} when there is no rotation to end, or this process still writes for the former identity
 */
export async function forgetFormer(site: IdentitySite): Promise<IdentityRotation> {
  const { file, environment, variables, platform } = site;
  const identities = readIdentities(file);
  const [current = ''] = await recipientsOf(file, identities.current);
  const former = await recipientsOf(file, identities.former);
  if (former.length === 0) {
    throw new SourceError(
      `no rotation of the age identity of ${platform} was begun, so nothing was taken out`,
      'begin one: npx lke-platform secrets rotate platform age-identity',
    );
  }
  const recipients = recipientsIn(environment);
  const stale = recipients.filter((it) => former.includes(it));
  if (stale.length > 0 || !recipients.includes(current)) {
    throw new SourceError(
      `this shell still encrypts for ${stale.join(', ') || 'others than the new identity'}, so nothing was taken out`,
      `set ${RECIPIENT_VARIABLE} to what is in force (source ${variables.path}), then run it again`,
    );
  }
  const entry = {
    chain: 'platform' as const,
    kind: `${SECRETS_KIND}.forget-identity`,
    what: `take ${former.join(', ')} out of the identities of ${platform}`,
    details: { current, former },
  };
  return recorded(
    site.audit,
    entry,
    async () => {
      const reEncrypted = await encryptAnew(site, identities, recipients);
      const kept = keepFormer(file, identities.former);
      writeIdentities(file, { current: identities.current, former: [] });
      return { outcome: 'rotated' as const, current, former, reEncrypted, file: kept };
    },
    ({ reEncrypted }) => ({ reEncrypted }),
  );
}

/** Those of others stay. */
const newRecipients = (environment: EnvironmentVariables, current: string, former: readonly string[]) => [
  ...new Set([...recipientsIn(environment).filter((it) => !former.includes(it)), current]),
];

async function encryptAnew(
  { s3, buckets, secretsPrefix, cipher, onStep }: IdentitySite,
  { current }: Identities,
  recipients: readonly string[],
): Promise<number> {
  const ciphers: Ciphers = {
    openNew: await openerOf(current),
    openAny: (encrypted, place) => cipher.decrypt(encrypted, place),
    encrypt: await snapshotEncrypter(recipients),
  };
  const rotation = createHash('sha256').update(recipients.join()).digest('hex').slice(0, 8);
  const common = { s3, ciphers, onStep };
  const secrets = await reEncryptAll({
    ...{ ...common, bucket: buckets.state, prefix: secretsPrefix },
    newKeyOf: (key, modified) => reEncryptedSecretKey(key, modified, rotation),
  });
  // The bucket keeps every version of an object: the former one is there until the new one is read back, and after it.
  const backups = await reEncryptAll({
    ...{ ...common, bucket: buckets.artifacts, prefix: BACKUP_PREFIX },
    newKeyOf: (key) => key,
  });
  return secrets + backups;
}

async function openerOf(identities: readonly string[]): Promise<Ciphers['openNew']> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return (encrypted) => decrypter.decrypt(encrypted).catch(() => undefined);
}

/** @throws {SourceError} when one of them is damaged: what is thrown of it may quote it */
async function recipientsOf(file: string, identities: readonly string[]): Promise<string[]> {
  const { identityToRecipient } = await import('age-encryption');
  try {
    return await Promise.all(identities.map((identity) => identityToRecipient(identity)));
  } catch {
    throw new SourceError(
      `${file} has a damaged age identity: a line that begins with AGE-SECRET-KEY- does not go on as one`,
      'write only identities, as age-keygen makes them, into the file',
    );
  }
}

const notARecipient = (file: string) =>
  new SourceError(
    `no identity in ${file} is that of a recipient in ${RECIPIENT_VARIABLE}, so that there is nothing to rotate`,
    `set ${RECIPIENT_VARIABLE} to the recipients that secrets are encrypted for, or LKE_PLATFORM_AGE_IDENTITY to another file`,
  );
