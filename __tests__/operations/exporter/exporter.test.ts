import { PutObjectCommand } from '@aws-sdk/client-s3';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { amountOf } from '../../../model/cost/amount';
import { costFor, costOf } from '../../../model/cost/cost';
import { dollarsOf } from '../../../model/cost/money';
import { objectStorage } from '../../../operations/object-storage/client';
import { daysAgo, ExporterWorld, NOW, samplesIn, tellOfPlatform } from '../../support/exporter-world';
import { exampleData, platformOf } from '../../support/platforms';
import { synthesize, type Stacks } from '../../support/synthesize';

const platform = platformOf(exampleData());
const { buckets } = platform.state;
const signal = new AbortController().signal;
const at = (time: string) => String(Date.parse(time) / 1000);

/** What the ledger tells of a secret of which the cluster has that version. */
const known = (version: number, changedAt: string) => ({
  bundle: { 'metrics-credentials': { version, changedAt, syncedAt: daysAgo(1) } },
});

/** The same while version 3 takes the place of version 2. */
const rotating = (version: number) => ({
  ...known(version, daysAgo(version === 3 ? 1 : 10)),
  rotations: { 'metrics-credentials': { from: 2, to: 3 } },
});

describe('the metrics of a platform', () => {
  let store: S3StandIn;
  let world: ExporterWorld;
  let stacks: Stacks;
  beforeAll(() => {
    ({ stacks } = synthesize(platform));
  });
  beforeEach(async () => {
    store = await S3StandIn.start();
    for (const bucket of Object.values(buckets)) store.createBucket(bucket);
    const s3 = objectStorage(store.access());
    world = new ExporterWorld(s3, buckets, store.endpoint);
  });
  afterEach(() => store.stop());

  /** What an exporter says that has read once. */
  async function scrape(exporter = world.exporter()) {
    await exporter.read(signal);
    return samplesIn(await exporter.metrics());
  }

  it('tell the status of its environments, and since when', async () => {
    await tellOfPlatform(world, stacks);
    const samples = await scrape();

    expect(samples).toMatchObject({
      'lke_platform_environment_status{environment="production",status="ready"}': '1',
      'lke_platform_environment_status{environment="production",status="degraded"}': '0',
      'lke_platform_environment_status_change_timestamp_seconds{environment="production"}': at(daysAgo(2)),
      // It was applied, and nobody has verified it.
      'lke_platform_environment_status{environment="system",status="provisioning"}': '1',
    });
    expect(Object.keys(samples).filter((key) => key.includes('environment="staging"'))).toEqual([]);
  });

  it('tell the age of its secrets, against the frequency that was applied', async () => {
    await tellOfPlatform(world, stacks);

    expect(await scrape()).toMatchObject({
      'lke_platform_secret_change_timestamp_seconds{environment="production",item="api-token"}': at(daysAgo(100)),
      'lke_platform_secret_sync_timestamp_seconds{environment="production",item="api-token"}': at(daysAgo(99)),
      'lke_platform_secret_rotation_interval_seconds{environment="production",item="api-token"}': String(30 * 86_400),
      'lke_platform_secret_freshness{environment="production",item="api-token",freshness="stale"}': '1',
      'lke_platform_secret_freshness{environment="production",item="metrics-credentials",freshness="fresh"}': '1',
      'lke_platform_secret_freshness{environment="production",item="shop-database",freshness="never-synced"}': '1',
    });
  });

  it.each([
    ['was set and not synced', [['secrets.set.done', { version: 3, changedAt: daysAgo(1) }]], 'behind'],
    ['was set by a release that told no time', [['secrets.set.done', { version: 3 }]], 'behind'],
    ['was removed and set anew', [['secrets.set.done', { version: 1, changedAt: daysAgo(1) }]], 'behind'],
    ['could not be set', [['secrets.set.failed', {}]], 'fresh'],
    // The name of what is encrypted anew tells no parts of a second.
    ['is what was set', [['secrets.set.done', { version: 2, changedAt: daysAgo(10 - 0.5 / 86_400) }]], 'fresh'],
    ['was set before the last sync', [['secrets.set.done', { version: 1, changedAt: daysAgo(40) }]], 'fresh'],
    [
      'was set and synced',
      [
        ['secrets.set.done', { version: 3, changedAt: daysAgo(2) }],
        ['secrets.sync.done', { ...known(3, daysAgo(2)), rotations: {} }],
      ],
      'fresh',
    ],
    ['is being rotated, and waits for its users', [['secrets.rotate.synced', rotating(3)]], 'rotating'],
    ['stopped between source and cluster while it was rotated', [['secrets.rotate.failed', rotating(2)]], 'behind'],
  ] as const)('tell by the ledger whether the cluster has a secret: one that %s', async (_, events, freshness) => {
    await tellOfPlatform(world, stacks);
    for (const [kind, details] of events) {
      await world.tell('production', daysAgo(1), kind, { item: 'metrics-credentials', ...details });
    }
    const label = 'environment="production",item="metrics-credentials",freshness=';
    const samples = Object.entries(await scrape()).filter(([name]) => name.includes(label));

    expect(samples.filter(([, value]) => value === '1')).toEqual([
      [`lke_platform_secret_freshness{${label}"${freshness}"}`, '1'],
    ]);
  });

  it('tell grants with their end, and reviews that are due', async () => {
    await tellOfPlatform(world, stacks);
    const grant = 'grant="grant-production-read-only-1796169600-abcd"';
    const expiry = `lke_platform_access_grant_expiry_timestamp_seconds{environment="production",role="read-only",${grant}}`;
    expect(await scrape()).toMatchObject({
      [expiry]: at(daysAgo(-2)),
      'lke_platform_access_review_overdue{environment="production",role="app-team"}': '0',
      'lke_platform_access_review_due_timestamp_seconds{environment="production",role="app-team"}': at(
        daysAgo(20 - 92),
      ),
    });

    world.now = new Date(NOW.getTime() + 100 * 86_400_000);
    const later = await scrape();
    expect(later[expiry]).toBeUndefined();
    expect(later['lke_platform_access_review_overdue{environment="production",role="app-team"}']).toBe('1');
  });

  it('tell what was applied costs, and nothing of what a working copy says', async () => {
    await tellOfPlatform(world, stacks);
    const samples = await scrape();
    const costs = costOf(platform);
    for (const owner of ['production', 'system', 'shared'] as const) {
      for (const [bound, label] of [
        ['count', 'count'],
        ['maxCount', 'max_count'],
      ] as const) {
        const sample = `lke_platform_cost_dollars_per_month{environment="${owner}",bound="${label}"}`;
        expect({ sample, value: Number(samples[sample]) }).toEqual({
          sample,
          value: Number(dollarsOf(costFor(costs, owner, bound).known)),
        });
      }
    }
    expect(Object.keys(samples).filter((key) => key.includes('cost') && key.includes('staging'))).toEqual([]);
  });

  it('say that a cost is not known where a price is not, or a release applied it that told nothing', async () => {
    const facts = stacks.production?.locals?.facts as { items: { priced: object }[] };
    const items = facts.items.map((item) => ({ ...item, priced: { instanceType: 'g9-unheard-of-1' } }));
    await world.apply('production', { locals: { facts: { ...facts, items } } }, daysAgo(1));
    await world.apply('staging', { locals: {} }, daysAgo(1));
    const samples = await scrape();

    expect(samples).toMatchObject({
      'lke_platform_cost_dollars_per_month{environment="production",bound="count"}': 'Nan',
      'lke_platform_cost_dollars_per_month{environment="staging",bound="count"}': 'Nan',
    });
    expect(Number(samples['lke_platform_cost_unpriced_things{environment="production",bound="count"}'])).toBe(
      Number(amountOf(undefined, 6, 'nodes').unknown.get('nodes')),
    );
  });

  it('tell what the last good apply left, and that the last one was not good', async () => {
    await tellOfPlatform(world, stacks);
    await world.apply('production', { locals: {} }, daysAgo(1), 'failed');
    const samples = await scrape();

    expect(samples['lke_platform_last_apply_successful{stack="production"}']).toBe('0');
    expect(samples['lke_platform_last_apply_timestamp_seconds{stack="production"}']).toBe(at(daysAgo(1)));
    expect(samples['lke_platform_cost_dollars_per_month{environment="production",bound="count"}']).not.toBe('Nan');
  });

  it.each([
    ['of which a snapshot was taken', [{ snapshot: { key: 'snapshots/production/1.age' } }], '1'],
    ['that was the first', [{ snapshot: 'nothing-to-keep' }], '1'],
    ['without a snapshot', [{ snapshot: 'not-taken' }], '0'],
    ['without a snapshot, and one that had nothing to do', [{ snapshot: 'not-taken' }, { snapshot: 'not-taken' }], '0'],
    ['of a release that did not tell', [{}], undefined],
  ] as const)('tell whether there is a way back from the last apply: one %s', async (_, [first, confirmed], value) => {
    await tellOfPlatform(world, stacks);
    const root = stacks.production ?? '{}';
    await world.apply('production', root, daysAgo(2), 'done', first);
    if (confirmed) await world.apply('production', root, daysAgo(1), 'done', { ...confirmed, confirms: daysAgo(2) });
    const samples = await scrape();

    expect(samples['lke_platform_last_apply_snapshot_taken{stack="production"}']).toBe(value);
    expect(samples['lke_platform_last_apply_timestamp_seconds{stack="production"}']).toBe(at(daysAgo(2)));
  });

  it('say nothing more of an environment once it is destroyed', async () => {
    await tellOfPlatform(world, stacks);
    await world.apply('production', '{}', daysAgo(1), 'done', { snapshot: 'not-taken' });
    await world.tell('production', daysAgo(0), 'destroy.done', { stack: 'production' });
    const samples = await scrape();

    expect(
      Object.keys(samples).filter((key) => /cost|secret|review|snapshot_taken/.test(key) && key.includes('production')),
    ).toEqual([]);
  });

  it('tell when it was backed up last', async () => {
    await tellOfPlatform(world, stacks);
    const put = (Key: string) => world.s3.send(new PutObjectCommand({ Bucket: buckets.artifacts, Key, Body: 'x' }));
    await put('snapshots/production/00000003-lineage.tfstate.age');
    await put('sealing-keys/abc.age');
    await world.tell('production', daysAgo(0.5), 'backup', { readBack: true });
    await world.tell('production', daysAgo(0.25), 'backup', { readBack: false });
    const samples = await scrape();

    expect(samples).toMatchObject({
      'lke_platform_backup_timestamp_seconds{kind="configuration",stack="production"}': at(daysAgo(3)),
      'lke_platform_backup_timestamp_seconds{kind="environment",stack="production"}': at(daysAgo(0.5)),
    });
    for (const [kind, stack] of [
      ['state', 'production'],
      ['sealing-key', 'system'],
    ] as const) {
      const written = Number(samples[`lke_platform_backup_timestamp_seconds{kind="${kind}",stack="${stack}"}`]);
      expect(Math.abs(written - Date.now() / 1000)).toBeLessThan(60);
    }
  });

  it('tell the drift of the last report, and when all was compared', async () => {
    const report = (at: string, severities: string[], complete: string | null) => ({
      ...{ detected_at: at, drift_summary: 'major', last_complete_at: complete },
      findings: severities.map((severity) => ({ severity, address: 'x' })),
    });
    const keep = (Key: string, content: object) =>
      world.s3.send(new PutObjectCommand({ Bucket: buckets.reports, Key, Body: JSON.stringify(content) }));
    await keep('reports/production/2026-11-27-a/report.json', report(daysAgo(2), [], null));
    const last = report(daysAgo(1), ['major', 'minor', 'major'], daysAgo(2));
    await keep('reports/production/2026-11-28-b/report.json', last);
    await keep('reports/production/2026-11-28-b/details.json', {});

    expect(await scrape()).toMatchObject({
      'lke_platform_drift_findings{environment="production",severity="major"}': '2',
      'lke_platform_drift_findings{environment="production",severity="minor"}': '1',
      'lke_platform_drift_findings{environment="production",severity="none"}': '0',
      'lke_platform_drift_severity{environment="production",severity="major"}': '1',
      'lke_platform_drift_last_run_timestamp_seconds{environment="production"}': at(daysAgo(1)),
      'lke_platform_drift_last_complete_run_timestamp_seconds{environment="production"}': at(daysAgo(2)),
    });
  });

  it('read each event once, and nothing between two readings', async () => {
    await tellOfPlatform(world, stacks);
    const exporter = world.exporter();
    await scrape(exporter);
    const get = jest.spyOn(store.bucket(buckets.ledger), 'get');
    for (let scrapes = 0; scrapes < 5; scrapes += 1) await exporter.metrics();
    expect(get).not.toHaveBeenCalled();

    await world.tell('production', daysAgo(0), 'status', {
      ...{ record: 1, from: 'ready', to: 'degraded', event: 'health-check-failed' },
    });
    get.mockClear();
    const samples = await scrape(exporter);
    expect(samples['lke_platform_environment_status{environment="production",status="degraded"}']).toBe('1');
    expect(samples['lke_platform_ledger_last_sequence{chain="production"}']).toBe('7');
  });
});
