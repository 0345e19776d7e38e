import { readFileSync } from 'node:fs';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import { placesOf } from '../../bootstrap/places';
import { RECIPIENT_VARIABLE, recipientsIn, snapshotEncrypter } from '../../deploy/snapshots';
import { whyUnread } from '../../machine/named-file';
import { SourceError } from './source';

/** File with the age identity that opens secrets; the one that bootstrap made, where it is not set. */
export const IDENTITY_VARIABLE = 'LKE_PLATFORM_AGE_IDENTITY';

/** Encrypts and opens what lies in a bucket, on this machine. Keys are looked for when they are needed. */
export interface Cipher {
  /** @throws {SourceError} when nobody is named who may read it */
  encrypt(content: Uint8Array): Promise<Uint8Array>;
  /** @param what it is, in words @throws {SourceError} when this machine has no identity for it */
  decrypt(content: Uint8Array, what: string): Promise<Uint8Array>;
}

/** The file with the identities of this machine. */
export const identityFileOf = (platform: string, environment: EnvironmentVariables): string =>
  environment[IDENTITY_VARIABLE] || placesOf(platform, environment).identity;

/** Secrets are read by those who read snapshots of states, which hold as much. */
export function ageCipher(platform: string, environment: EnvironmentVariables): Cipher {
  const file = identityFileOf(platform, environment);
  return {
    encrypt: async (content) => {
      const recipients = recipientsIn(environment);
      if (recipients.length > 0) return (await snapshotEncrypter(recipients))(content);
      throw new SourceError(
        `nobody is named who may read the secret: ${RECIPIENT_VARIABLE} is not set`,
        'set it to your age recipients; bootstrap writes it to the file to source',
      );
    },
    decrypt: async (content, what) => {
      const { Decrypter } = await import('age-encryption');
      const decrypter = new Decrypter();
      for (const identity of identitiesIn(file)) addIdentity(decrypter, identity, file);
      try {
        return await decrypter.decrypt(content);
      } catch (error) {
        throw new SourceError(
          `${what} cannot be opened with the identity in ${file}: it was encrypted for others, or is damaged`,
          `set ${IDENTITY_VARIABLE} to a file with the identity of one of ${RECIPIENT_VARIABLE}`,
          { cause: error },
        );
      }
    },
  };
}

function identitiesIn(file: string): string[] {
  const fix = `copy it from where the team keeps it, or set ${IDENTITY_VARIABLE} to another file`;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SourceError(`the age identity that opens secrets cannot be read: ${file} (${whyUnread(error)})`, fix, {
      cause: error,
    });
  }
  const identities = text.split('\n').flatMap((line) => line.trim() || []);
  const found = identities.filter((line) => !line.startsWith('#'));
  if (found.length === 0) throw new SourceError(`${file} holds no age identity`, fix);
  return found;
}

/** The library's message quotes the line, which may be a secret. */
function addIdentity(decrypter: { addIdentity(identity: string): void }, identity: string, file: string): void {
  try {
    decrypter.addIdentity(identity);
  } catch {
    throw new SourceError(
      `${file} has a line that is not an age identity; one begins with AGE-SECRET-KEY-1`,
      `write only identities, as age-keygen makes them, into the file of ${IDENTITY_VARIABLE}`,
    );
  }
}
