import { readItems } from '../../../operations/secrets/read-items';
import { bytes, MemorySource, textOf } from '../../support/secrets/memory';
import { exampleEnvironment } from '../../support/secrets/site';

const production = exampleEnvironment('production');
const [item] = production.secretsBundle.items;

it('takes each secret from its own source, though another one has the same path', async () => {
  const [vault, bucket] = [new MemorySource(), new MemorySource()];
  await vault.write('acme/token', { token: bytes('of the Vault') }, 0);
  await bucket.write('acme/token', { token: bytes('of the bucket') }, 0);
  const items = ['ext-vault', 'linode-secret-manager'].map((source) => ({
    ...item!,
    ...{ name: source, fields: [], reference: `${source}://acme/token` },
  }));

  const { read } = await readItems(production, items, (reference) => ({
    source: reference.startsWith('ext-vault:') ? vault : bucket,
    path: 'acme/token',
  }));

  expect(read.map(({ fields }) => textOf(fields.token))).toEqual(['of the Vault', 'of the bucket']);
});

it('reads once what several items share, and each has its key', async () => {
  const source = new MemorySource();
  await source.write('acme/db', { user: bytes('jane'), password: bytes('secret') }, 0);
  const reads = jest.spyOn(source, 'read');
  const items = ['user', 'password'].map((key) => ({
    ...item!,
    fields: [key],
    reference: `ext-vault://acme/db#${key}`,
  }));

  const { read } = await readItems(production, items, () => ({ source, path: 'acme/db' }));

  expect(read.map(({ fields }) => Object.keys(fields))).toEqual([['user'], ['password']]);
  expect(reads).toHaveBeenCalledTimes(1);
});
