import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { strToU8, unzipSync } from 'fflate';
import { AppliedConfigurations } from '../../../operations/applied-configuration/applied-configurations';
import { type Configuration, pack, unpack } from '../../../operations/applied-configuration/configuration';
import { objectStorage } from '../../../operations/object-storage/client';

const BUCKET = 'acme-platform-artifacts';
const configuration = (text: string): Configuration => {
  const files = new Map([['stacks/production/cdk.tf.json', strToU8(text)]]);
  return unpack(pack({ files, hash: '' }));
};
const about = (began: string) => ({
  stack: 'production' as const,
  began,
  source: { commit: 'abc', changed: [] },
  engine: { name: 'Terraform', version: '1.11.4' },
  state: null,
});

describe('applied configurations', () => {
  let s3: S3StandIn;
  let store: AppliedConfigurations;
  beforeEach(async () => {
    s3 = await S3StandIn.start();
    s3.createBucket(BUCKET);
    s3.longestPage = 2; // a store tells all in several pages
    store = new AppliedConfigurations(objectStorage(s3.access(), { attempts: 1 }), BUCKET);
  });
  afterEach(() => s3.stop());

  it('are kept with what is known of them, and read again', async () => {
    const began = '2026-11-28T10:00:00.000Z';
    const key = await store.keep(configuration('{}'), about(began));
    const [record] = await store.list('production');

    expect(key).toMatch(/^applied\/production\/2026-11-28T10-00-00-000Z-[\da-f]{12}\/$/);
    expect(record).toEqual({ ...about(began), key, hash: configuration('{}').hash, end: undefined });
    expect(await store.read(record!)).toEqual(configuration('{}'));
  });

  it('are listed by time, or the latest alone, each with its end', async () => {
    const [later, earlier] = ['2026-11-28T10:00:00.000Z', '2026-11-28T09:00:00.000Z'];
    await store.keep(configuration('later'), about(later));
    const end = { outcome: 'done' as const, ended: later, state: { lineage: 'l', serial: 3 } };
    await store.end(await store.keep(configuration('earlier'), about(earlier)), end);

    expect(await store.list('production')).toMatchObject([{ began: earlier, end }, { began: later }]);
    expect(await store.list('production', 1)).toMatchObject([{ began: later }]);
    expect(await store.list('staging')).toEqual([]);
  });

  it('are refused where the store does not hold what was written', async () => {
    const bucket = s3.bucket(BUCKET);
    const put = bucket.put.bind(bucket);
    bucket.put = (key, body, ...rest) => put(key, Buffer.concat([body, Buffer.from('more')]), ...rest);

    await expect(store.keep(configuration('{}'), about('2026-11-28T10:00:00.000Z'))).rejects.toThrow(
      /is about to be applied cannot be kept as acme-platform-artifacts\/applied.*another content.*Nothing was applied/,
    );
    expect(await store.list('production')).toEqual([]);
  });

  it('are refused where the store takes nothing', async () => {
    s3.trouble = 503;

    await expect(store.keep(configuration('{}'), about('2026-11-28T10:00:00.000Z'))).rejects.toThrow(
      'Nothing was applied',
    );
  });

  it('are not read where somebody put something else there', async () => {
    await store.keep(configuration('{}'), about('2026-11-28T10:00:00.000Z'));
    const [record] = await store.list('production');
    s3.bucket(BUCKET).put(`${record!.key}configuration.zip`, Buffer.from(pack(configuration('forged'))));

    await expect(store.read(record!)).rejects.toThrow('is not what was kept');
    expect(Object.keys(unzipSync(s3.bucket(BUCKET).get(`${record!.key}configuration.zip`).body))).toHaveLength(1);
  });
});
