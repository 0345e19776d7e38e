import type { EnvironmentVariables } from '../../../model/environment-variables';
import { recipientsIn, RECIPIENT_VARIABLE, snapshotEncrypter } from '../../deploy/snapshots';
import { ageCipher } from '../../secrets/sources/age-cipher';

/** Encrypts a backup for those who read snapshots of states, and opens it again. */
export interface BackupCipher {
  encrypt(content: Uint8Array): Promise<Uint8Array>;
  /** Opens what this run has encrypted, without the identity of anybody. */
  readBack(encrypted: Uint8Array): Promise<Uint8Array>;
  /** Opens what others have encrypted, with the identity of this machine. @param what it is, in words */
  open(encrypted: Uint8Array, what: string): Promise<Uint8Array>;
}

/**
 * Whoever takes a backup need not be able to read those of others. So that it is opened all the same before anything
 * goes, it is encrypted for one more recipient, whose identity lives as long as this process.
 *
 * @throws {Error} when a recipient is not one
 */
export async function backupCipher(platform: string, environment: EnvironmentVariables): Promise<BackupCipher> {
  const { Decrypter, generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  const own = await identityToRecipient(identity);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const others = ageCipher(platform, environment);
  return {
    encrypt: async (content) => {
      const recipients = recipientsIn(environment);
      if (recipients.length === 0) throw new Error(NOBODY);
      return (await snapshotEncrypter([...recipients, own]))(content);
    },
    readBack: (encrypted) => decrypter.decrypt(encrypted),
    open: (encrypted, what) => others.decrypt(encrypted, what),
  };
}

const NOBODY =
  `nobody could read the backup: ${RECIPIENT_VARIABLE} is not set. Set it to your age recipients; bootstrap writes it to ` +
  'the file to source.';
