import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import type { Fields } from '../sources/source';

/** A Secret that a seal is for. It opens under this name in this namespace alone: the scope is `strict`. */
export interface SealedFor {
  readonly namespace: string;
  readonly name: string;
}

const SESSION_KEY_BYTES = 32;
/** Each session key encrypts once, so that its nonce may be zero (sealed-secrets, pkg/crypto). */
const NONCE = Buffer.alloc(12);

/** Seals each field for the holder of the key, in base64, as kubeseal does. */
export function sealFields(key: KeyObject, sealedFor: SealedFor, fields: Fields): Record<string, string> {
  const names = Object.keys(fields).sort();
  return Object.fromEntries(names.map((name) => [name, seal(key, sealedFor, fields[name] ?? new Uint8Array())]));
}

function seal(key: KeyObject, { namespace, name }: SealedFor, value: Uint8Array): string {
  const session = randomBytes(SESSION_KEY_BYTES);
  const encryptedSession = publicEncrypt(
    {
      key,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(`${namespace}/${name}`),
    },
    session,
  );
  const cipher = createCipheriv('aes-256-gcm', session, NONCE);
  const content = Buffer.concat([cipher.update(value), cipher.final(), cipher.getAuthTag()]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(encryptedSession.length);
  return Buffer.concat([length, encryptedSession, content]).toString('base64');
}
