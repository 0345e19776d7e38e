import { type KeyObject, X509Certificate } from 'node:crypto';

/** The certificate of a cluster's sealing key. It is public. */
export interface SealingCertificate {
  readonly pem: string;
  readonly key: KeyObject;
  /** SHA-256 of the certificate, in hexadecimal without separators. */
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly validTo: string;
}

/**
 * Reads a certificate to seal with.
 *
 * @param from where it is from, in words
 * @throws {Error} when it is none, or is not valid now
 */
export function readCertificate(pem: string, from: string, now: Date): SealingCertificate {
  const certificate = parse(pem);
  if (certificate?.publicKey.asymmetricKeyType !== 'rsa') {
    throw new Error(`${from} is not the certificate of a sealing key: it has to be one of RSA, in PEM.`);
  }
  const [begins, ends] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (now < begins || now > ends) {
    throw new Error(
      `the sealing certificate of ${from} is valid from ${begins.toISOString()} to ${ends.toISOString()}, and it is ` +
        `${now.toISOString()} now. ${now > ends ? RENEW : 'Set the clock of this machine.'}`,
    );
  }
  return {
    pem: certificate.toString(),
    key: certificate.publicKey,
    fingerprint: fingerprintOf(certificate),
    validTo: ends.toISOString(),
  };
}

/** Fingerprint of a certificate that the controller made, valid or not. */
export const readFingerprint = (pem: string) => fingerprintOf(new X509Certificate(pem));

const fingerprintOf = ({ fingerprint256 }: X509Certificate) => fingerprint256.replaceAll(':', '').toLowerCase();

/** The controller makes a new key when it starts and the newest one has expired. */
const RENEW =
  'Let the controller make a new key: kubectl -n sealed-secrets rollout restart deployment sealed-secrets-controller';

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
