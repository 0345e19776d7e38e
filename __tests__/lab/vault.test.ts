import { setTimeout as sleep } from 'node:timers/promises';
import type { SecretSource } from '../../operations/secrets/sources/source';
import { vaultClient } from '../../operations/secrets/sources/vault-client';
import { vaultSource } from '../../operations/secrets/sources/vault-source';
import { bytes, textOf } from '../support/secrets/memory';
import { onVault, type RunningVault, startVault } from '../support/secrets/vault';

onVault('secrets in a Vault', () => {
  let vault: RunningVault;
  let source: SecretSource;
  beforeAll(async () => {
    vault = await startVault();
    await vault.ask('POST', 'sys/mounts/acme', { type: 'kv', options: { version: '2' } });
    await vault.ask('POST', 'sys/mounts/team/nested', { type: 'kv', options: { version: '2' } });
    await vault.ask('POST', 'sys/mounts/old', { type: 'kv', options: { version: '1' } });
    await vault.ask('POST', 'sys/mounts/pki', { type: 'pki' });
    source = vaultSource(vaultClient(vault.variables));
  });
  afterAll(() => vault.stop());

  const withToken = (token: string) => vaultSource(vaultClient({ ...vault.variables, VAULT_TOKEN: token }));

  it('come back as they were written, byte for byte, with versions that count up', async () => {
    const path = 'acme/production/api-token';
    expect(await source.read(path)).toBeUndefined();
    await source.write(path, { token: bytes('eins ü') }, 0);
    const binary = new Uint8Array([0xff, 0, 0xfe, 0x0a]);
    await source.write(path, { token: bytes('zwei'), keystore: binary }, 1);

    const read = await source.read(path);
    expect(read).toMatchObject({ version: 2, fields: { token: bytes('zwei'), keystore: binary } });
    expect(Date.parse(read?.changedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(textOf((await source.read(path, 1))?.fields.token)).toBe('eins ü');
    expect(await source.latest(path)).toMatchObject({ version: 2 });
  });

  it('are those that others wrote, in a mount whose name has several parts', async () => {
    await vault.ask('POST', 'team/nested/data/shop/database', { data: { password: 'base64:not-encoded' } });

    expect(textOf((await source.read('team/nested/shop/database'))?.fields.password)).toBe('base64:not-encoded');
  });

  it('are written by one of two who read the same version', async () => {
    await source.write('acme/race', { a: bytes('1') }, 0);
    const race = ['a', 'b'].map((value) => source.write('acme/race', { a: bytes(value) }, 1));

    expect((await Promise.allSettled(race)).map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(source.write('acme/race', { a: bytes('late') }, 1)).rejects.toThrow('changed by somebody else');
  });

  it('are not there after they were deleted, and can be set again', async () => {
    await source.write('acme/deleted', { a: bytes('1') }, 0);
    await vault.ask('DELETE', 'acme/data/deleted');
    expect(await source.latest('acme/deleted')).toBeUndefined();

    expect(await source.write('acme/deleted', { a: bytes('2') }, 0)).toMatchObject({ version: 2 });
  });

  it.each([
    [
      'old/shop',
      /old in the Vault at .* is a KV engine of version 1, which keeps no versions/,
      'vault kv enable-versioning old',
    ],
    ['pki/shop', /pki in the Vault at .* is an engine of type pki/, 'name another path'],
    ['acme', /acme is a mount of the Vault/, 'ext-vault://acme/<name>'],
    ['nowhere/shop', /Vault denies access to nowhere\/shop/, 'there is no such mount'],
  ])('are refused at %s, with the way out', async (path, what, fix) => {
    await expect(source.read(path)).rejects.toMatchObject({
      problems: [{ what: expect.stringMatching(what) as string, fix: expect.stringContaining(fix) as string }],
    });
  });

  it.each([
    [
      { cert: 'a text', 'cert:base64': '/wD+Cg==' },
      'has cert twice',
      'remove the one that is not: cert, or cert:base64',
    ],
    [{ 'cert:base64': 'no base64!' }, 'the key cert:base64 of', 'write its bytes as base64'],
  ])('are refused where a person left %j', async (data, what, fix) => {
    await vault.ask('POST', 'acme/data/by-hand', { data });

    await expect(source.read('acme/by-hand')).rejects.toMatchObject({
      problems: [{ what: expect.stringContaining(what) as string, fix: expect.stringContaining(fix) as string }],
    });
  });

  it('are taken in base64 of several lines, as its command writes it', async () => {
    await vault.ask('POST', 'acme/data/lines', { data: { 'cert:base64': '/wD+\nCg==\n' } });

    expect((await source.read('acme/lines'))?.fields).toEqual({ cert: new Uint8Array([0xff, 0, 0xfe, 0x0a]) });
  });

  it('are refused where a key is not a text', async () => {
    await vault.ask('POST', 'acme/data/number', { data: { port: 5432 } });

    await expect(source.read('acme/number')).rejects.toThrow('the key port of acme/number in the Vault at');
  });

  it('are read with a token that may read, and not written', async () => {
    await vault.ask('PUT', 'sys/policies/acl/reader', { policy: 'path "acme/*" { capabilities = ["read"] }' });
    const { auth } = (await vault.ask('POST', 'auth/token/create', { policies: ['reader'] })) as {
      auth: { client_token: string };
    };
    await source.write('acme/readable', { a: bytes('1') }, 0);
    const reader = withToken(auth.client_token);

    expect(await reader.latest('acme/readable')).toMatchObject({ version: 1 });
    await expect(reader.write('acme/readable', { a: bytes('2') }, 1)).rejects.toMatchObject({
      problems: [{ fix: expect.stringContaining('create and update acme/data/readable') as string }],
    });
  });

  it('are refused with a token that Vault does not know', async () => {
    await expect(withToken('hunter2').read('acme/readable')).rejects.toThrow('Vault does not know the token');
  });

  it('are refused with a token that has ended, and say so', async () => {
    const { auth } = (await vault.ask('POST', 'auth/token/create', { ttl: '1s' })) as {
      auth: { client_token: string };
    };
    const read = () => withToken(auth.client_token).read('acme/readable');
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(200)) {
      if (
        await read().then(
          () => false,
          () => true,
        )
      )
        break;
    }
    await expect(read()).rejects.toMatchObject({
      problems: [{ what: expect.stringContaining('or it has ended') as string, fix: 'log in again: vault login' }],
    });
  });

  it('are refused by a Vault that is sealed, with who can help', async () => {
    const other = await startVault();
    try {
      await other.ask('PUT', 'sys/seal');
      await expect(vaultSource(vaultClient(other.variables)).read('secret/x')).rejects.toMatchObject({
        problems: [
          {
            what: expect.stringContaining('is sealed') as string,
            fix: expect.stringContaining('vault operator unseal') as string,
          },
        ],
      });
    } finally {
      await other.stop();
    }
  });
});
