import { isIdentity, RECIPIENT_VARIABLE, recipientsIn } from '../deploy/snapshots';
import type { EnvironmentVariables } from '../../model/environment-variables';
import { AccessRefused } from './refused';

/** Makes a text readable to some alone, in age's armour (https://age-encryption.org). */
export type Encrypt = (text: string) => Promise<string>;

/**
 * Encryption for those who may read a kubeconfig: the holder, or, where nobody is named, whoever reads the snapshots.
 *
 * @param named recipients that the command was given
 * @throws {AccessRefused} when there is none, or one is not a recipient
 */
export async function encryptionFor(named: readonly string[], environment: EnvironmentVariables): Promise<Encrypt> {
  const where = '--recipient';
  const allowed = 'an age recipient, which begins with age1: the public half of what age-keygen makes';
  const recipients = named.length > 0 ? named : recipientsIn(environment);
  if (recipients.length === 0) {
    const what = `nobody could read the kubeconfig: no recipient is named, and ${RECIPIENT_VARIABLE} is not set`;
    throw new AccessRefused([{ what, where, allowed }]);
  }
  const { armor, Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  const wrong = recipients.filter((recipient) => {
    try {
      encrypter.addRecipient(recipient);
      return false;
    } catch {
      return true;
    }
  });
  if (wrong.length > 0) {
    throw new AccessRefused(
      wrong.map((given) => ({ what: 'this is not an age recipient', where, given: shown(given), allowed })),
    );
  }
  return async (text) => armor.encode(await encrypter.encrypt(text));
}

/** The secret half in the place of the public one is a likely slip, and is not repeated. */
const shown = (text: string) => (isIdentity(text) ? 'an age identity (secret)' : text);
