import { PutObjectCommand } from '@aws-sdk/client-s3';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { keyOf } from '../../../operations/ledger/store';
import { objectStorage } from '../../../operations/object-storage/client';
import { daysAgo, ExporterWorld, NOW, samplesIn } from '../../support/exporter-world';
import { exampleData, platformOf } from '../../support/platforms';
import { until } from '../../support/until';

const { buckets } = platformOf(exampleData()).state;
const signal = new AbortController().signal;
const CREATED = { record: 1, from: null, to: 'provisioning', event: 'created' };

describe('an exporter in trouble', () => {
  let store: S3StandIn;
  let world: ExporterWorld;
  beforeEach(async () => {
    store = await S3StandIn.start();
    for (const bucket of Object.values(buckets)) store.createBucket(bucket);
    const s3 = objectStorage(store.access(), { timeoutMs: 3000, attempts: 1 });
    world = new ExporterWorld(s3, buckets, store.endpoint);
    await world.tell('production', daysAgo(2), 'status', CREATED);
    await world.apply('production', { locals: {} }, daysAgo(3));
  });
  afterEach(() => store.stop());

  const put = (Bucket: string, Key: string, Body: string) => world.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const status = 'lke_platform_environment_status{environment="production",status="provisioning"}';
  const errors = (source: string) => `lke_platform_exporter_read_errors_total{source="${source}"}`;
  const success = (source: string) => `lke_platform_exporter_last_success_timestamp_seconds{source="${source}"}`;

  async function scrape(exporter = world.exporter()) {
    await exporter.read(signal);
    return samplesIn(await exporter.metrics());
  }

  it.each<[string, S3StandIn['trouble']]>([
    ['is down', 'cut'],
    ['does not answer', 'silent'],
    ['has trouble', 503],
  ])('tells no old value where the store %s, and says so', async (_, trouble) => {
    const exporter = world.exporter();
    expect((await scrape(exporter))[status]).toBe('1');
    const before = NOW.getTime() / 1000;

    store.trouble = trouble;
    world.now = new Date(NOW.getTime() + 60_000);
    const samples = await scrape(exporter);
    expect(samples[status]).toBeUndefined();
    expect(Object.keys(samples).filter((key) => !/exporter|observability_part/.test(key))).toEqual([]);
    expect(samples).toMatchObject({ [errors('ledger')]: '1', [errors('artifacts')]: '1' });
    expect(samples).toMatchObject({ [success('ledger')]: String(before), [success('artifacts')]: String(before) });

    store.trouble = undefined;
    await until(async () => (await scrape(exporter))[status] === '1');
  });

  it('tells no old value while a reading hangs', async () => {
    const exporter = world.exporter();
    await scrape(exporter);
    world.now = new Date(NOW.getTime() + 181_000);

    expect(samplesIn(await exporter.metrics())[status]).toBeUndefined();
  });

  it.each(['ledger', 'artifacts', 'reports'] as const)('takes no missing bucket for an empty one: %s', async (name) => {
    store.buckets.delete(buckets[name]);
    const samples = await scrape();

    expect(samples[errors(name)]).toBe('1');
    expect(samples[success(name)]).toBe('0');
    expect(samples[name === 'reports' ? 'lke_platform_drift_findings' : status]).toBeUndefined();
    const why = name === 'ledger' ? `there is no bucket ${buckets.ledger} for the ledger` : '404 NoSuchBucket';
    expect(world.lines.join('\n')).toContain(`${name}: cannot be read: ${why}`);
  });

  it('counts what is not an event, and goes on after it', async () => {
    await put(buckets.ledger, keyOf('production', 2), 'garbage');
    await put(buckets.ledger, keyOf('production', 3), JSON.stringify({ version: 1, chain: 'staging' }));
    await put(buckets.ledger, keyOf('production', 4), '\u0000'.repeat(1000));
    const samples = await scrape();

    expect(samples).toMatchObject({
      [status]: '1',
      'lke_platform_ledger_unreadable_events{chain="production"}': '3',
      'lke_platform_ledger_last_sequence{chain="production"}': '4',
    });
  });

  it('does not count an event that was copied to another place', async () => {
    const text = store.bucket(buckets.ledger).get(keyOf('production', 1)).body?.toString() ?? '';
    await put(buckets.ledger, keyOf('staging', 1), text);

    expect(await scrape()).toMatchObject({
      'lke_platform_ledger_unreadable_events{chain="staging"}': '1',
      'lke_platform_environment_status{environment="production",status="provisioning"}': '1',
    });
  });

  it('says what the ledger says of a status, and that the lifecycle does not allow it', async () => {
    await world.tell('production', daysAgo(1), 'status', {
      ...CREATED,
      from: 'retired',
      to: 'ready',
      event: 'created',
    });
    await world.tell('production', daysAgo(1), 'status', { nonsense: true });

    expect(await scrape()).toMatchObject({
      'lke_platform_environment_status{environment="production",status="ready"}': '1',
      'lke_platform_environment_unlikely_status_changes{environment="production"}': '2',
    });
  });

  it('survives names and values that were made up', async () => {
    const secrets = [
      { name: 'constructor', rotationFrequencyDays: 1 },
      { name: 'a"b\\c\nd', rotationFrequencyDays: 2 },
    ];
    const facts = { version: 1, prices: {}, items: [], secrets, policies: [] };
    await world.apply('production', { locals: { facts } }, daysAgo(1));
    await world.tell('production', daysAgo(1), 'secrets.sync.done', { bundle: 'x' });
    await world.tell('production', daysAgo(1), 'access-grant.began', { grant: 1 });
    const text = await world.exporter().metrics();
    expect(text).not.toContain('undefined');
    const samples = await scrape();

    expect(samples).toMatchObject({
      'lke_platform_secret_freshness{environment="production",item="constructor",freshness="never-synced"}': '1',
      'lke_platform_secret_rotation_interval_seconds{environment="production",item="a\\"b\\\\c\\nd"}': '172800',
    });
  });

  it('tells of the other stacks where the applied configuration of one is garbage', async () => {
    await world.apply('staging', 'no JSON', daysAgo(1));
    const key = await world.apply('development', { locals: {} }, daysAgo(1));
    await put(buckets.artifacts, `${key}begun.json`, 'garbage');

    expect(await scrape()).toMatchObject({
      'lke_platform_cost_dollars_per_month{environment="staging",bound="count"}': 'Nan',
      'lke_platform_exporter_unreadable_configurations{stack="development"}': '1',
      'lke_platform_exporter_unreadable_configurations{stack="staging"}': '0',
      [errors('artifacts')]: '0',
    });
  });

  it('says that a drift report cannot be read, and nothing of drift then', async () => {
    await put(buckets.reports, 'reports/production/2026-11-28T06-00-00-000Z-id/report.json', 'garbage');
    await put(buckets.reports, 'reports/staging/2026-11-28T06-00-00-000Z-id/report.json', '{}');
    const samples = await scrape();

    expect(samples).toMatchObject({
      'lke_platform_exporter_unreadable_reports{environment="production"}': '1',
      'lke_platform_exporter_unreadable_reports{environment="staging"}': '1',
    });
    expect(Object.keys(samples).filter((key) => key.startsWith('lke_platform_drift'))).toEqual([]);
  });

  it('writes no key into its log or its metrics', async () => {
    const canary = 'CANARYCANARY';
    const s3 = objectStorage({ endpoint: store.endpoint, accessKey: `${canary}ID`, secretKey: `${canary}KEY` });
    const exporter = world.exporter(s3);
    await exporter.read(signal);

    expect(world.lines.join('\n')).toContain('403 InvalidAccessKeyId');
    expect(`${world.lines.join('\n')}${await exporter.metrics()}`).not.toContain(canary);
  });
});
