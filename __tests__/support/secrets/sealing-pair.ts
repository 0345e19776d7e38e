import { execFileSync } from 'node:child_process';
import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder';

/** A sealing key as the controller makes one, in PEM. */
export interface SealingPair {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a sealing key, valid from now on for two days. */
export function sealingPair(): SealingPair {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder, 'tls.key'), join(folder, 'tls.crt')];
  const files = ['-keyout', key, '-out', certificate, '-subj', '/CN=sealed-secret', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files], { stdio: 'pipe' });
  return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
}

/** Opens a seal as the controller does (sealed-secrets, pkg/crypto). @throws when it is for another name */
export function unseal({ key }: SealingPair, label: string, sealed: string): Uint8Array {
  const bytes = Buffer.from(sealed, 'base64');
  const length = bytes.readUInt16BE();
  const session = privateDecrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from(label) },
    bytes.subarray(2, 2 + length),
  );
  const decipher = createDecipheriv('aes-256-gcm', session, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(2 + length, -16)), decipher.final()]));
}
