import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readRecords } from '../../../operations/secrets/records';
import { syncSecrets, writeMade } from '../../../operations/secrets/sync';
import { bytes, textOf } from '../../support/secrets/memory';
import { exampleEnvironment, memorySite, type MemorySite } from '../../support/secrets/site';

const production = exampleEnvironment('production');
const system = exampleEnvironment('system');
const pathOf = (reference: string) => reference.replace(/^[^:]*:\/\//, '').replace(/#.*$/, '');

/** Sets what a person has to set. */
async function setAll(site: MemorySite, environment = production): Promise<void> {
  for (const { reference, madeBy, fields } of environment.secretsBundle.items) {
    if (madeBy !== 'person') continue;
    const content = ['password', ...fields].map((field) => [field, bytes(`of ${reference}`)] as const);
    await site.source.write(pathOf(reference), Object.fromEntries(content), 0);
  }
}

const outcomes = ({ items }: { items: readonly { name: string; outcome: string }[] }) =>
  Object.fromEntries(items.map(({ name, outcome }) => [name, outcome]));

describe('a sync', () => {
  let site: MemorySite;
  beforeEach(() => {
    site = memorySite();
  });
  const textsOf = (name: string) => readFileSync(site.folder.file('production', name), 'utf8');

  it('brings every secret of an environment into the cluster and the repository', async () => {
    await setAll(site);
    const synced = await syncSecrets(production, site);

    expect(outcomes(synced)).toEqual({
      'api-token': 'synced',
      'metrics-credentials': 'synced',
      'shop-database': 'synced',
    });
    const database = site.cluster.secrets.get('env-production/shop-database');
    expect(textOf(database?.password)).toBe('of ext-vault://shop/production/database#password');
    expect(textsOf('shop-database')).toContain('kind: SealedSecret');
    expect(readFileSync(site.folder.certificateFile, 'utf8')).toBe(site.cluster.pair.certificate);
  });

  it('backs the keys of the cluster up before it puts anything there', async () => {
    await setAll(site);
    await syncSecrets(production, site);

    expect(site.steps[0]).toBe('keys backed up');
  });

  it('is recorded, with what the cluster has from then on', async () => {
    await setAll(site);
    await syncSecrets(production, site);

    expect(site.kinds()).toEqual(['secrets.sync.began', 'secrets.sync.done']);
    const { bundle } = await readRecords(site.memory.ledger, 'production');
    expect(bundle['api-token']).toMatchObject({ version: 1, syncedAt: expect.stringMatching(/Z$/) as string });
  });

  it('keeps what the ledger knows of the others when one alone is synced', async () => {
    await setAll(site);
    await syncSecrets(production, site);
    const [token] = production.secretsBundle.items;
    await site.source.write(pathOf(token?.reference ?? ''), { token: bytes('new') }, 1);
    await syncSecrets(production, site, token && [token]);

    const { bundle } = await readRecords(site.memory.ledger, 'production');
    expect(Object.keys(bundle).sort()).toEqual(['api-token', 'metrics-credentials', 'shop-database']);
    expect(bundle['api-token']?.version).toBe(2);
  });

  it('is not forgotten by another one at the same time', async () => {
    await setAll(site);
    const items = production.secretsBundle.items;
    await Promise.all(items.map((item) => syncSecrets(production, memorySite(undefined, site), [item])));

    const { bundle } = await readRecords(site.memory.ledger, 'production');
    expect(Object.keys(bundle).sort()).toEqual(['api-token', 'metrics-credentials', 'shop-database']);
  });

  it('changes no file where nothing changed', async () => {
    await setAll(site);
    await syncSecrets(production, site);
    const before = textsOf('api-token');
    await syncSecrets(production, site);

    expect(textsOf('api-token')).toBe(before);
  });

  it('seals anew what somebody changed in the file, though its version says otherwise', async () => {
    await setAll(site);
    await syncSecrets(production, site);
    const text = textsOf('api-token');
    site.cluster.secrets.set('env-production/api-token', { password: bytes('forged') });
    await syncSecrets(production, site);

    expect(textsOf('api-token')).not.toBe(text);
    expect(textOf(site.cluster.secrets.get('env-production/api-token')?.password)).toContain('of ext-vault://');
  });

  it('makes in system what the platform makes itself, once', async () => {
    await setAll(site, system);
    const synced = await syncSecrets(system, site);
    await syncSecrets(system, site);

    expect(synced.items.filter(({ made }) => made).map(({ name }) => name)).toEqual([
      'loki-bucket-key',
      'tempo-bucket-key',
      'exporter-bucket-key',
      'grafana-admin',
    ]);
    const loki = site.cluster.secrets.get('monitoring/loki-bucket-key');
    expect(textOf(loki?.access_key)).toBe('ACCESS1');
    expect(Object.keys(site.cluster.secrets.get('monitoring/alert-channels') ?? {})).toContain('slack-shop-alerts');
    expect([...site.keys.keys.values()]).toEqual([
      {
        label: expect.stringMatching(/^acme-loki-v1-[0-9a-f]{4}$/) as string,
        buckets: ['acme-platform-loki'],
        permissions: 'read_write',
      },
      {
        label: expect.stringMatching(/^acme-tempo-v1-[0-9a-f]{4}$/) as string,
        buckets: ['acme-platform-tempo'],
        permissions: 'read_write',
      },
      {
        label: expect.stringMatching(/^acme-exporter-v1-[0-9a-f]{4}$/) as string,
        buckets: ['acme-platform-ledger', 'acme-platform-artifacts', 'acme-platform-reports'],
        permissions: 'read_only',
      },
    ]);
    const grafana = site.cluster.secrets.get('monitoring/grafana-admin');
    expect([textOf(grafana?.['admin-user']), grafana?.['admin-password']?.length]).toEqual(['admin', 43]);
  });

  it('goes on where a secret is not set, and says which', async () => {
    const [first] = production.secretsBundle.items;
    await site.source.write(pathOf(first?.reference ?? ''), { token: bytes('x') }, 0);

    expect(outcomes(await syncSecrets(production, site))).toEqual({
      'api-token': 'synced',
      'metrics-credentials': 'not-set',
      'shop-database': 'not-set',
    });
  });

  it('writes nothing where a secret cannot become one, and names everything that is wrong', async () => {
    await setAll(site);
    const [token, metrics] = production.secretsBundle.items;
    await site.source.write(pathOf(token?.reference ?? ''), { 'not a field': bytes('x') }, 1);
    await site.source.write(pathOf(metrics?.reference ?? ''), { empty: bytes('') }, 1);

    await expect(syncSecrets(production, site)).rejects.toMatchObject({
      problems: [
        { what: expect.stringContaining('has a field "not a field"') as string },
        { what: expect.stringContaining('the field empty of the secret metrics-credentials') as string },
      ],
    });
    expect(existsSync(site.folder.certificateFile)).toBe(false);
    expect(site.kinds()).toEqual(['secrets.sync.began', 'secrets.sync.failed']);
    expect((await readRecords(site.memory.ledger, 'production')).bundle).toEqual({});
  });

  it('without a cluster seals for the certificate of the repository, and counts as no sync', async () => {
    await setAll(site);
    const offline = { ...site, cluster: undefined };
    await expect(syncSecrets(production, offline)).rejects.toThrow('once without --offline');

    writeFileSync(site.folder.certificateFile, site.cluster.pair.certificate);
    expect(outcomes(await syncSecrets(production, offline))).toMatchObject({ 'api-token': 'sealed' });
    expect(textsOf('api-token')).toContain('kind: SealedSecret');
    expect((await readRecords(site.memory.ledger, 'production')).bundle).toEqual({});
  });
});

describe('a value that is made, where its write fails', () => {
  const item = system.secretsBundle.items.find(({ name }) => name === 'loki-bucket-key');
  if (!item) throw new Error('system has a key of the bucket of Loki');
  const lost = new Error('the answer was lost');

  /** How many keys there are after it. @param write what becomes of the write */
  const keysAfter = async (write: (site: MemorySite) => MemorySite['source']['write'], read?: 'fails') => {
    const site = memorySite();
    const former = site.source.write.bind(site.source);
    site.source.write = (...args) => write({ ...site, source: Object.assign(site.source, { write: former }) })(...args);
    if (read) site.source.read = () => Promise.reject(new Error('no answer'));
    await expect(writeMade(site, item, { version: 0, fields: {} })).rejects.toThrow();
    return site.keys.keys.size;
  };

  it('is taken back where nothing was written', async () => {
    expect(await keysAfter(() => () => Promise.reject(lost))).toBe(0);
  });

  it('is taken back where somebody else has written another one', async () => {
    const others = { access_key: bytes('theirs'), secret_key: bytes('theirs') };

    expect(
      await keysAfter(({ source }) => async (path) => {
        await source.write(path, others, 0);
        throw lost;
      }),
    ).toBe(0);
  });

  it('is kept where it was written all the same, and only the answer was lost', async () => {
    expect(
      await keysAfter(({ source }) => async (...args) => {
        await source.write(...args);
        throw lost;
      }),
    ).toBe(1);
  });

  it('is kept where nobody can tell whether it was written', async () => {
    expect(await keysAfter(() => () => Promise.reject(lost), 'fails')).toBe(1);
  });
});
