import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { S3Store } from '@lke-platform/stand-ins/world/s3-store';
import { World } from '@lke-platform/stand-ins/world/world';
import { makeBucket } from '../../../operations/linode/buckets';
import { listKeys, mintLimitedKey } from '../../../operations/linode/object-keys';
import { linodeBucketKeys, valueMaker } from '../../../operations/secrets/make-value';
import { type LinodeApiStandIn, startLinodeApi } from '../../support/linode-api';
import { examplePlatform } from '../../support/platforms';
import { bytes, textOf } from '../../support/secrets/memory';
import { exampleEnvironment, MemoryKeys } from '../../support/secrets/site';

const REGION = 'nl-ams';
const scope = { buckets: ['acme-loki', 'acme-state'], permissions: 'read_only' as const };

describe('keys of buckets at Linode', () => {
  let s3: S3StandIn;
  let api: LinodeApiStandIn;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    api = await startLinodeApi(new World(new S3Store(s3.access())));
    for (const name of [...scope.buckets, 'acme-other'])
      await makeBucket({ name, region: REGION, endpointHost: undefined });
  });
  afterEach(async () => {
    api.stop();
    await s3.stop();
  });

  const keys = () => linodeBucketKeys({ region: REGION, endpoint: s3.endpoint });
  const labels = async () => (await listKeys()).map(({ label }) => label);

  it('open what they are for, and are given back once the store knows them', async () => {
    const { accessKey } = await keys().mint('acme-loki-v1-0000', scope);

    expect(await listKeys()).toMatchObject([
      {
        access_key: accessKey,
        bucket_access: scope.buckets.map((it) => ({ bucket_name: it, permissions: 'read_only' })),
      },
    ]);
  });

  it('are revoked again where the store does not come to know them', async () => {
    s3.trouble = 500;

    await expect(keys().mint('acme-loki-v1-0000', scope)).rejects.toThrow();
    expect(await labels()).toEqual([]);
  });

  it('are found by what they open: exactly that, and no more', async () => {
    const inRegion = (...names: string[]) => names.map((name) => ({ name, region: REGION }));
    await mintLimitedKey('exactly', inRegion(...scope.buckets), 'read_only');
    await mintLimitedKey('writes', inRegion(...scope.buckets), 'read_write');
    await mintLimitedKey('less', inRegion('acme-loki'), 'read_only');
    await mintLimitedKey('more', inRegion(...scope.buckets, 'acme-other'), 'read_only');

    expect((await keys().of(scope)).map(({ label }) => label)).toEqual(['exactly']);
  });

  it('are revoked by their access key, and others are left', async () => {
    const { accessKey } = await keys().mint('one', scope);
    await keys().mint('two', scope);
    await keys().revoke(accessKey);
    await keys().revoke(accessKey);

    expect(await labels()).toEqual(['two']);
  });
});

describe('values that the platform makes', () => {
  const platform = examplePlatform();
  const item = exampleEnvironment('system').secretsBundle.items.find(({ name }) => name === 'loki-bucket-key');
  if (!item) throw new Error('system has a key of the bucket of Loki');
  const fieldsOf = (accessKey: string) => ({ access_key: bytes(accessKey), secret_key: bytes('s') });

  it('are keys with the version in their label, and two at once are told apart', async () => {
    const keys = new MemoryKeys();
    const maker = valueMaker(platform, keys);
    const made = [await maker.make(item, 3), await maker.make(item, 3)];
    const labels = [...keys.keys.values()].map(({ label }) => label);

    expect(made.map((fields) => textOf(fields.access_key))).toEqual(['ACCESS1', 'ACCESS2']);
    for (const label of labels) expect(label).toMatch(/^acme-loki-v3-[0-9a-f]{4}$/);
    expect(new Set(labels).size).toBe(2);
  });

  it('are kept, and what was made beside them for the same versions is revoked, and nothing else', async () => {
    const keys = new MemoryKeys();
    const maker = valueMaker(platform, keys);
    await maker.make(item, 1);
    const [own] = [...keys.keys.values()];
    const add = (accessKey: string, label: string) => keys.keys.set(accessKey, { ...own!, label });
    keys.keys.clear();
    for (const version of [1, 2, 3, 4, 5]) add(`V${version}`, `acme-loki-v${version}-00ff`);
    add('KEPT', 'acme-loki-v3-1234');
    add('OLD', 'acme-loki-v3');
    add('BY-HAND', 'acme-loki-v3-by-hand');
    add('OTHERS', 'acme-loki-2-v3-00ff');
    await maker.keepOnly(item, fieldsOf('KEPT'), [2, 4]);

    expect([...keys.keys.keys()].sort()).toEqual(['BY-HAND', 'KEPT', 'OTHERS', 'V1', 'V5']);
  });

  it('are taken back where nobody uses them', async () => {
    const keys = new MemoryKeys();
    const maker = valueMaker(platform, keys);
    const fields = await maker.make(item, 1);
    await maker.make(item, 1);
    await maker.discard(item, fields);

    expect([...keys.keys.keys()]).toEqual(['ACCESS2']);
  });
});
