import { execFileSync } from 'node:child_process';
import { readCertificate } from '../../../../operations/secrets/sealing/certificate';
import { sealingPair } from '../../../support/secrets/sealing-pair';

const { certificate, key } = sealingPair();
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

it('is taken while it is valid', () => {
  expect(readCertificate(certificate, 'the controller', new Date())).toMatchObject({
    pem: expect.stringContaining('BEGIN CERTIFICATE') as string,
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

it.each([
  [3, /valid from .* to .* rollout restart deployment sealed-secrets-controller/],
  [-1, /Set the clock of this machine/],
])('is refused %d days from now, with the way out', (days, reason) => {
  expect(() => readCertificate(certificate, 'the controller', inDays(days))).toThrow(reason);
});

it.each([
  ['nothing', ''],
  ['a private key', key],
])('is refused where there is %s, without showing it', (_, pem) => {
  expect(() => readCertificate(pem, 'infra/secrets/certificate.pem', new Date())).toThrow(
    'infra/secrets/certificate.pem is not the certificate of a sealing key',
  );
});

it('is refused where its key is not one of RSA, for which nothing can be sealed', () => {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-keyout', '/dev/null'];
  const pem = execFileSync('openssl', ['req', '-x509', '-nodes', '-subj', '/CN=it', '-days', '2', ...curve], {
    stdio: 'pipe',
    encoding: 'utf8',
  });

  expect(() => readCertificate(pem, 'the controller', new Date())).toThrow('it has to be one of RSA');
});
