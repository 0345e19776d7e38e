import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EnvironmentVariables } from '../../../model/environment-variables';
import { SourceError } from './source';

/** What Node says of a certificate that it does not trust (OpenSSL, verify). */
const UNTRUSTED = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
];

/** Why no answer came from a Vault, with the way out. */
export function unreachable(address: string, error: NodeJS.ErrnoException, hasAuthority: boolean): SourceError {
  const { code = '', message } = error;
  const told = (what: string, fix: string) => new SourceError(`the Vault at ${address} ${what}`, fix, { cause: error });
  if (UNTRUSTED.includes(code)) {
    return told(
      `shows a certificate that ${hasAuthority ? 'the authority in VAULT_CACERT has not signed' : 'no known authority has signed'}, so it was told nothing (${code})`,
      'set VAULT_CACERT to a file with the authority that has, in PEM: whoever runs that Vault has it',
    );
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return told(
      `shows a certificate that has ended, so it was told nothing`,
      'let whoever runs it renew its certificate, and check the clock of this machine',
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return told(
      `shows a certificate of another name, so it was told nothing: ${message}`,
      'set VAULT_ADDR to a name that its certificate has',
    );
  }
  if (code === 'EPROTO' && /wrong version number|packet length too long/i.test(message)) {
    return told('does not speak HTTPS', 'correct VAULT_ADDR: its port, or http:// if that is what it speaks');
  }
  return told(
    `cannot be reached: ${message}`,
    'check VAULT_ADDR, VAULT_CACERT and the network; "vault status" asks the same address',
  );
}

/** What a server of HTTPS answers in plain text to a request of HTTP (Go, net/http). */
export const isMeantForHttps = (answer: string) => answer.includes('HTTP request to an HTTPS server');

export const speaksHttps = (address: string) =>
  new SourceError(
    `the Vault at ${address} speaks HTTPS, and was asked in plain HTTP`,
    `set VAULT_ADDR to ${address.replace(/^http:/, 'https:')}`,
  );

/** What came from a Vault that is there and cannot do its work now. @param errors its reasons */
export function inTrouble(address: string, status: number, errors: readonly string[]): SourceError {
  const reasons = errors.join('; ').replace(/\s+/g, ' ').trim();
  if (status === 501 || reasons.includes('not initialized')) {
    return new SourceError(`the Vault at ${address} is not initialized`, 'initialize it: vault operator init');
  }
  if (status === 503 && reasons.includes('sealed')) {
    return new SourceError(
      `the Vault at ${address} is sealed, so that it gives out nothing`,
      'let those who hold its keys unseal it: vault operator unseal',
    );
  }
  if (status === 429) {
    return new SourceError(
      `the Vault at ${address} was asked too often, and refuses more for now: 429 ${reasons}`.trim(),
      'wait a minute, then run the command again; whoever runs it sets the limit (vault list sys/quotas/rate-limit)',
    );
  }
  return new SourceError(
    `the Vault at ${address} has trouble: it answers ${status} ${reasons}`.trim(),
    '"vault status" says whether it is well; run the command again later',
  );
}

/** The authorities of VAULT_CACERT. @throws {SourceError} when it names something else */
export function authorityOf({ VAULT_CACERT: file }: EnvironmentVariables): string | undefined {
  if (!file) return undefined;
  const fix = 'set it to a file with the certificate authority of the Vault, in PEM';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SourceError(`VAULT_CACERT names ${file}, which cannot be read`, fix, { cause: error });
  }
  try {
    new X509Certificate(text);
    return text;
  } catch (error) {
    throw new SourceError(`VAULT_CACERT names ${file}, which holds no certificate`, fix, { cause: error });
  }
}
