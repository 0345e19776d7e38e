import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate of 127.0.0.1 and its key, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** where the certificate is: whoever trusts the file trusts the server */
  readonly file: string;
}

/** Makes a certificate of 127.0.0.1 that signs itself. @throws when there is no `openssl` */
export function certificateOfLoopback(folder: string): Certificate {
  const [keyFile, file] = [join(folder, 'loopback.key'), join(folder, 'loopback.crt')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const files = ['-keyout', keyFile, '-out', file];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, ...files], { stdio: 'pipe' });
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}
