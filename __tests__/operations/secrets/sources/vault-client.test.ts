import { httpStandIn } from '@lke-platform/stand-ins/http-stand-in';
import { vaultClient } from '../../../../operations/secrets/sources/vault-client';
import { temporaryFolder } from '../../../support/temporary-folder';

const HOME = temporaryFolder();

it('asks as the variables of Vault say', async () => {
  await httpStandIn([{ body: { data: { some: 'thing' } } }], async ({ url, requests }) => {
    const vault = vaultClient({ VAULT_ADDR: `${url}/`, VAULT_TOKEN: 'a-token', VAULT_NAMESPACE: 'team' });

    expect(await vault.ask('GET', 'shop/data/db?version=2')).toEqual({
      status: 200,
      data: { some: 'thing' },
      errors: [],
    });
    expect(requests[0]).toMatchObject({
      url: '/v1/shop/data/db?version=2',
      headers: { 'x-vault-token': 'a-token', 'x-vault-namespace': 'team' },
    });
  });
});

it.each([
  [503, 'Vault is sealed', 'is sealed', 'unseal'],
  [501, 'Vault is not initialized', 'is not initialized', 'operator init'],
  [503, 'no active node', 'has trouble: it answers 503 no active node', 'vault status'],
  [500, 'internal error', 'has trouble: it answers 500 internal error', 'run the command again later'],
  [502, '', 'has trouble: it answers 502', 'vault status'],
  [429, 'rate limit quota exceeded', 'was asked too often', 'wait a minute'],
])('says what a Vault that answers %d (%s) needs', async (status, error, what, fix) => {
  await httpStandIn([{ status, body: { errors: [error] } }], async ({ url }) => {
    const vault = vaultClient({ VAULT_ADDR: url, VAULT_TOKEN: 'a-token' });

    await expect(vault.ask('GET', 'x')).rejects.toMatchObject({
      problems: [{ what: expect.stringContaining(what) as string, fix: expect.stringContaining(fix) as string }],
    });
  });
});

it('asks again what was refused because it was asked too often', async () => {
  await httpStandIn([{ status: 429 }, { body: { data: 'there' } }], async ({ url, requests }) => {
    const vault = vaultClient({ VAULT_ADDR: url, VAULT_TOKEN: 'a-token' });
    expect(await vault.ask('GET', 'x')).toMatchObject({ status: 200, data: 'there' });
    expect(requests).toHaveLength(2);
  });
});

it('says that nobody answers, with what to check', async () => {
  const vault = vaultClient({ VAULT_ADDR: 'http://127.0.0.1:1', VAULT_TOKEN: 'a-token' });

  await expect(vault.ask('GET', 'x')).rejects.toMatchObject({
    problems: [
      {
        what: expect.stringContaining('cannot be reached') as string,
        fix: expect.stringContaining('VAULT_ADDR') as string,
      },
    ],
  });
});

it.each([
  [{}, 'VAULT_ADDR is not set'],
  [{ VAULT_ADDR: 'vault.example.com' }, 'not the address of a Vault'],
  [{ VAULT_ADDR: 'https://me:hunter2@vault.example.com' }, /^VAULT_ADDR is not the address(?!.*hunter2)/],
  [{ VAULT_ADDR: 'https://vault.example.com', HOME }, 'VAULT_TOKEN is not set'],
  [
    { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN: 'x', VAULT_CACERT: '/nowhere' },
    'VAULT_CACERT names /nowhere',
  ],
  [
    { VAULT_ADDR: 'https://vault.example.com', VAULT_TOKEN: 'x', VAULT_CACERT: __filename },
    'which holds no certificate',
  ],
])('refuses %j', (environment, reason) => {
  expect(() => vaultClient(environment)).toThrow(reason);
});
