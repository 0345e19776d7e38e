import { readRecords } from '../../../../operations/secrets/records';
import { rotateSecret } from '../../../../operations/secrets/rotation/rotate';
import { setSecret } from '../../../../operations/secrets/set';
import { syncSecrets } from '../../../../operations/secrets/sync';
import { recordOf } from '../../../support/memory-ledger';
import { Killer } from '../../../support/secrets/killed';
import { bytes, textOf } from '../../../support/secrets/memory';
import { exampleEnvironment, memorySite, type MemorySite } from '../../../support/secrets/site';

const system = exampleEnvironment('system');
const production = exampleEnvironment('production');
const itemOf = (environment: typeof system, wanted: string) => {
  const found = environment.secretsBundle.items.find(({ name }) => name === wanted);
  if (!found) throw new Error(wanted);
  return found;
};
const loki = itemOf(system, 'loki-bucket-key');
const token = itemOf(production, 'api-token');
const PLACE = 'monitoring/loki-bucket-key';

/** A platform whose key of Loki's bucket is in the cluster, where a pod uses it. */
async function synced(now = () => new Date()): Promise<MemorySite> {
  const site = memorySite(now);
  await syncSecrets(system, site, [loki]);
  site.users.pods.set('loki-0', { owner: 'statefulset/loki', startedWith: 'ACCESS1' });
  return site;
}

const rotate = (site: MemorySite, restart = false, item = loki) =>
  rotateSecret({ environment: system, item, site, restart, timeoutMs: 100 });
const accessKeyOf = (site: MemorySite) => textOf(site.cluster.secrets.get(PLACE)?.access_key);
const labelsOf = (site: MemorySite) => [...site.keys.keys.values()].map(({ label }) => label);

// A certificate of the tests begins today.
const NOW = () => new Date();

describe('a rotation', () => {
  it('never revokes the key that is in force, where somebody has put the former value back', async () => {
    const site = await synced();
    const [former] = site.source.secrets.get('acme/system/loki-bucket-key') ?? [];
    const { bundle } = await readRecords(site.memory.ledger, 'system');
    const begun = { item: loki.name, bundle, rotations: { [loki.name]: { from: 1, to: 2 } } };
    await site.memory.ledger.append('system', recordOf('rotate', { kind: 'secrets.rotate.began', details: begun }));
    await site.source.write('acme/system/loki-bucket-key', former!.fields, 1);

    expect(await rotate(site)).toMatchObject({ outcome: 'rotated' });
    expect([...site.keys.keys.keys()]).toEqual(['ACCESS1']);
    expect(accessKeyOf(site)).toBe('ACCESS1');
  });

  it('changes source and cluster, and keeps the former value while a pod uses it', async () => {
    const site = await synced();
    const rotated = await rotate(site);

    expect(rotated).toMatchObject({
      outcome: 'waiting',
      from: 1,
      to: 2,
      users: [{ pod: 'loki-0', owner: 'statefulset/loki' }],
    });
    expect(accessKeyOf(site)).toBe('ACCESS2');
    expect(labelsOf(site)).toEqual([expect.stringMatching(/^acme-loki-v1-/), expect.stringMatching(/^acme-loki-v2-/)]);
    expect(textOf((await site.source.read('acme/system/loki-bucket-key', 1))?.fields.access_key)).toBe('ACCESS1');
  });

  it('goes on when it is run again, and revokes the former key when nothing uses it', async () => {
    const site = await synced();
    await rotate(site);
    site.users.pods.clear();

    expect(await rotate(site)).toMatchObject({ outcome: 'rotated', to: 2 });
    expect(labelsOf(site)).toEqual([expect.stringMatching(/^acme-loki-v2-/)]);
    expect(await site.source.read('acme/system/loki-bucket-key', 1)).toBeUndefined();
    expect((await readRecords(site.memory.ledger, 'system')).rotations).toEqual({});
  });

  it('restarts the users where that is asked for', async () => {
    const site = await synced();
    expect(await rotate(site, true)).toMatchObject({ outcome: 'rotated', users: [] });
    expect([...site.users.pods.keys()]).toEqual(['loki-0-new']);
  });

  it('begins anew once one has ended', async () => {
    const site = await synced();
    site.users.pods.clear();
    await rotate(site);

    expect(await rotate(site)).toMatchObject({ outcome: 'rotated', from: 2, to: 3 });
    expect(labelsOf(site)).toEqual([expect.stringMatching(/^acme-loki-v3-/)]);
  });

  it('takes a value of a person, and leaves the other fields as they are', async () => {
    const site = memorySite(NOW);
    const path = 'acme/production/api-token';
    await site.source.write(path, { token: bytes('old'), user: bytes('jane') }, 0);
    await syncSecrets(production, site, [token]);
    const newFields = () => Promise.resolve({ token: bytes('new') });
    await rotateSecret({ environment: production, item: token, site, restart: false, newFields });

    const { token: value, user } = site.cluster.secrets.get('env-production/api-token') ?? {};
    expect([textOf(value), textOf(user)]).toEqual(['new', 'jane']);
  });

  it.each([
    ['is empty', bytes(''), 'the field token of the secret api-token of production is empty'],
    ['is the former one', bytes('old'), 'is the one that it has, so nothing was rotated'],
    ['is larger than a Secret', new Uint8Array(1024 * 1024 + 1), 'a Secret holds 1048576'],
  ])('is not begun with a value that %s', async (_what, value, reason) => {
    const site = memorySite(NOW);
    await site.source.write('acme/production/api-token', { token: bytes('old') }, 0);
    await syncSecrets(production, site, [token]);
    const props = { environment: production, item: token, site, restart: false };

    await expect(rotateSecret({ ...props, newFields: () => Promise.resolve({ token: value }) })).rejects.toThrow(
      reason,
    );
    expect((await site.source.latest('acme/production/api-token'))?.version).toBe(1);
    expect((await readRecords(site.memory.ledger, 'production')).rotations).toEqual({});
  });

  it('asks for no value again when it goes on', async () => {
    const site = memorySite(NOW);
    await site.source.write('acme/production/api-token', { token: bytes('old') }, 0);
    await syncSecrets(production, site, [token]);
    site.users.pods.set('web-0', { owner: 'deployment/web', startedWith: 'old' });
    const props = { environment: production, item: token, site, restart: false, timeoutMs: 100 };
    await rotateSecret({ ...props, newFields: () => Promise.resolve({ token: bytes('new') }) });
    site.users.pods.clear();

    const newFields = () => Promise.reject(new Error('which field is meant?'));
    // Whoever gave a value to this run has to know that it was not read.
    expect(await rotateSecret({ ...props, newFields })).toMatchObject({ outcome: 'rotated', to: 2, isWritten: false });
  });

  it('is not forgotten by a sync that began before', async () => {
    const site = await synced();
    const rotates = async () => void (await rotate(memorySite(NOW, site)));
    await syncSecrets(system, { ...memorySite(NOW, site), backUpKeys: rotates }, [itemOf(system, 'tempo-bucket-key')]);

    const { rotations, bundle } = await readRecords(site.memory.ledger, 'system');
    expect(rotations).toEqual({ 'loki-bucket-key': { from: 1, to: 2 } });
    expect([bundle['loki-bucket-key']?.version, bundle['tempo-bucket-key']?.version]).toEqual([2, 1]);
  });

  it('is not begun where the cluster does not have what the source has', async () => {
    const site = await synced();
    await site.source.write('acme/system/loki-bucket-key', { access_key: bytes('a'), secret_key: bytes('b') }, 1);

    await expect(rotate(site)).rejects.toThrow('nothing was done. Sync first: npx lke-platform secrets sync system');
  });

  it('is not begun where there is no value, and says how there will be one', async () => {
    const rotated = (item: typeof token, environment = production) =>
      rotateSecret({ environment, item, site: memorySite(), restart: false });

    await expect(rotated(loki, system)).rejects.toThrow('The platform makes it: npx lke-platform secrets sync system');
    await expect(rotated(token)).rejects.toThrow('secrets set production api-token, with its value on stdin');
    await expect(rotated(itemOf(production, 'metrics-credentials'))).rejects.toThrow(
      'secrets set production metrics-credentials --field <name>, with its value on stdin',
    );
  });

  it('holds off whoever sets another value meanwhile', async () => {
    const site = await synced();
    await rotate(site);
    const props = { environment: system, item: loki, field: 'access_key', value: bytes('x') };

    await expect(setSecret({ ...props, sources: site.sources, audit: site.audit })).rejects.toThrow(
      'Finish it first: npx lke-platform secrets rotate system loki-bucket-key',
    );
  });

  it('is done once by two at the same time: what the cluster has opens the bucket, and no key is left over', async () => {
    const site = await synced();
    const two = [memorySite(NOW, site), memorySite(NOW, site)];
    await Promise.allSettled(two.map((it) => rotate(it)));
    expect(site.keys.keys.has(accessKeyOf(site))).toBe(true);
    site.users.pods.clear();
    await rotate(memorySite(NOW, site));
    expect(await rotate(memorySite(NOW, site))).toMatchObject({ outcome: 'rotated' });
    expect(labelsOf(site)).toEqual([expect.stringMatching(/^acme-loki-v\d-/)]);
    expect(site.keys.keys.has(accessKeyOf(site))).toBe(true);
  });

  it('takes back what Linode made after its answer was no longer waited for, and nothing of others', async () => {
    const site = await synced();
    for (const label of [
      'acme-loki-v2-00aa',
      'acme-loki-v1',
      'acme-loki-v9-00aa',
      'acme-loki-v1-team',
      'acme-loki-v1x',
    ]) {
      await site.keys.mint(label, { buckets: ['acme-platform-loki'], permissions: 'read_write' });
    }
    await site.keys.mint('acme-loki-v1-00ab', { buckets: ['acme-platform-tempo'], permissions: 'read_write' });
    await rotate(site, true);

    expect(labelsOf(site)).toEqual([
      'acme-loki-v9-00aa',
      'acme-loki-v1-team',
      'acme-loki-v1x',
      'acme-loki-v1-00ab',
      expect.stringMatching(/^acme-loki-v2-/),
    ]);
  });

  it('says that source and cluster are apart when the cluster refuses', async () => {
    const site = await synced();
    const cluster = Object.assign(Object.create(site.cluster) as typeof site.cluster, {
      apply: () => Promise.reject(new Error('The cluster refuses.')),
    });

    await expect(rotate({ ...site, cluster })).rejects.toMatchObject({
      problems: [
        { what: 'The cluster refuses.' },
        {
          what: 'the source has the new value of loki-bucket-key, and the cluster may still have the former one, which is kept',
          fix: 'run it again: npx lke-platform secrets rotate system loki-bucket-key',
        },
      ],
    });
    expect([accessKeyOf(site), labelsOf(site).length]).toEqual(['ACCESS1', 2]);
    expect(await rotate(site)).toMatchObject({ outcome: 'waiting' });
  });
});

describe('a rotation that ends half way', () => {
  const users = (site: MemorySite, more: Partial<MemorySite['users']>) =>
    Object.assign(Object.create(site.users) as typeof site.users, more);

  it('says that source and cluster have the new value when the users cannot be looked at, or restarted', async () => {
    const site = await synced();
    const refuses = () => Promise.reject(new Error('pods is forbidden'));
    const told = [
      { what: 'pods is forbidden' },
      {
        what: 'source and cluster have the new value of loki-bucket-key; the former one is kept for who started with it',
        fix: 'run it again: npx lke-platform secrets rotate system loki-bucket-key',
      },
    ];
    const unseen = { ...site, users: users(site, { olderThan: refuses }) };
    await expect(rotate(unseen)).rejects.toMatchObject({ problems: told });
    const stuck = { ...site, users: users(site, { restart: refuses }) };
    await expect(rotate(stuck, true)).rejects.toMatchObject({ problems: told });
    expect(accessKeyOf(site)).toBe('ACCESS2');
  });

  it('says that nothing uses the former value when it cannot be revoked', async () => {
    const site = await synced();
    site.users.pods.clear();
    const refuses = () => Promise.reject(new Error('Linode does not answer'));
    const maker = Object.assign(Object.create(site.maker) as typeof site.maker, { discard: refuses });
    await expect(rotate({ ...site, maker })).rejects.toThrow(
      'Linode does not answer\nsource and cluster have the new value of loki-bucket-key, nothing uses the former one',
    );
    expect(await rotate(site)).toMatchObject({ outcome: 'rotated', to: 2, isWritten: false });
  });
});

describe('a rotation that is killed', () => {
  const MOST_CALLS = 100;

  it.each([false, true])(
    'at each call (done before it dies: %s) comes to its end when it is run again',
    async (after) => {
      let at = 0;
      for (let killed = true; killed;) {
        at += 1;
        const site = await synced();
        const killer = new Killer(at, after);
        const process = memorySite(NOW, site, (target) => killer.watch(target));
        await rotate(process, true).catch(() => undefined);
        killed = killer.hasKilled;
        // Whatever happened: what the cluster has opens the bucket.
        expect({ at, works: site.keys.keys.has(accessKeyOf(site)) }).toEqual({ at, works: true });

        const again = await rotate(memorySite(NOW, site), true);
        expect({ at, ...again }).toMatchObject({ at, outcome: 'rotated' });
        const source = await site.source.read('acme/system/loki-bucket-key');
        expect({ at, key: textOf(source?.fields.access_key) }).toEqual({ at, key: accessKeyOf(site) });
        expect({ at, keys: labelsOf(site) }).toEqual({
          at,
          keys: [expect.stringMatching(`^acme-loki-v${source?.version ?? 0}-`)],
        });
        expect((await readRecords(site.memory.ledger, 'system')).rotations).toEqual({});
        expect(at).toBeLessThan(MOST_CALLS);
      }
      expect(at).toBeGreaterThan(15);
    },
  );
});
