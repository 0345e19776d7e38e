import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultClient } from '../../operations/secrets/sources/vault-client';
import { vaultSource } from '../../operations/secrets/sources/vault-source';
import { sealingPair } from '../support/secrets/sealing-pair';
import { bytes } from '../support/secrets/memory';
import { onVault, startTlsVault, startVault, type TlsVault } from '../support/secrets/vault';
import { temporaryFolder } from '../support/temporary-folder';

onVault('secrets in a Vault with a certificate of an authority of its own', () => {
  let vault: TlsVault;
  beforeAll(async () => {
    vault = await startTlsVault();
  });
  afterAll(() => vault.stop());

  const problemOf = (variables: Record<string, string | undefined>) =>
    vaultSource(vaultClient(variables))
      .read('secret/shop')
      .then(
        () => undefined,
        (error: { problems: { what: string; fix: string }[] }) => error.problems[0],
      );

  it('are written and read where VAULT_CACERT names that authority', async () => {
    const source = vaultSource(vaultClient(vault.variables));
    await source.write('secret/shop', { token: bytes('over TLS') }, 0);
    expect(await source.read('secret/shop')).toMatchObject({ version: 1, fields: { token: bytes('over TLS') } });
  });

  it('are not asked for where nothing says whom to trust, or another authority, and the token is not sent', async () => {
    expect(await problemOf({ ...vault.variables, VAULT_CACERT: undefined })).toMatchObject({
      what: expect.stringContaining(
        'a certificate that no known authority has signed, so it was told nothing',
      ) as string,
      fix: expect.stringContaining('set VAULT_CACERT') as string,
    });
    const other = join(temporaryFolder(), 'other.pem');
    writeFileSync(other, sealingPair().certificate);
    expect(await problemOf({ ...vault.variables, VAULT_CACERT: other })).toMatchObject({
      what: expect.stringContaining('that the authority in VAULT_CACERT has not signed') as string,
    });
  });

  it('are not asked for under a name that the certificate does not have', async () => {
    const address = vault.variables.VAULT_ADDR.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    expect(await problemOf({ ...vault.variables, VAULT_ADDR: address })).toMatchObject({
      what: expect.stringContaining('shows a certificate of another name') as string,
    });
  });

  it('are refused in plain HTTP with the address to set, and the other way round', async () => {
    const plain = vault.variables.VAULT_ADDR.replace('https:', 'http:');
    expect(await problemOf({ ...vault.variables, VAULT_ADDR: plain })).toMatchObject({
      what: expect.stringContaining('speaks HTTPS') as string,
      fix: `set VAULT_ADDR to ${vault.variables.VAULT_ADDR}`,
    });
    const other = await startVault();
    try {
      const secure = other.variables.VAULT_ADDR.replace('http:', 'https:');
      expect(await problemOf({ ...other.variables, VAULT_ADDR: secure })).toMatchObject({
        what: expect.stringContaining('does not speak HTTPS') as string,
      });
    } finally {
      await other.stop();
    }
  });
});
