import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { listen } from '@lke-platform/stand-ins/listen';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { STACK_PARTS } from '../../model/exporter-settings';
import { ALERTS } from '../../model/rules/alerts/all';
import type { PartAddresses } from '../../operations/exporter/sources/stack-parts';
import { keyOf } from '../../operations/ledger/store';
import { objectStorage } from '../../operations/object-storage/client';
import { daysAgo, ExporterWorld, NOW } from '../support/exporter-world';
import { factsIn, reportDrift, syncedBundle, tellOfHealth } from '../support/observability/healthy-world';
import { onPrograms } from '../support/observability/programs';
import { firing, RuleBench } from '../support/observability/rule-bench';
import { type Scrapes, toldSeries } from '../support/observability/told-series';
import { examplePlatform } from '../support/platforms';
import { synthesize } from '../support/synthesize';

const platform = examplePlatform();
const { stacks } = synthesize(platform);
const facts = factsIn(stacks, 'production');
const MINUTES = 100;

/** Alerts about what the exporter tells. */
const OF_EXPORTER = ALERTS.filter(({ expr }) => expr.includes('lke_platform_') && !expr.includes('kube_node_labels'));

const scraped = { job: 'lke-platform-exporter', namespace: 'monitoring', service: 'lke-platform-exporter' };
const production = { environment: 'production' };
const system = { environment: 'system' };
const item = { item: 'api-token' };
const role = facts.policies[0]?.role ?? '';

interface World {
  readonly world: ExporterWorld;
  readonly store: S3StandIn;
}

interface Bad {
  readonly alert: string;
  readonly when: string;
  readonly labels: readonly Readonly<Record<string, string>>[];
  /** What is done to a healthy platform. */
  readonly spoil?: (world: World) => Promise<unknown>;
  /** What happens between both scrapes. */
  readonly then?: (world: World) => void;
  readonly lacks?: Parameters<typeof tellOfHealth>[2];
  readonly silences?: readonly unknown[];
  readonly without?: string;
}

const token = { ...scraped, ...production, ...item };
const applied = { ...system, stack: 'production', ...scraped };
const apply = (about: object, outcome: 'done' | 'failed' = 'done') => {
  const root = { locals: { facts: { ...facts, ...about } } };
  return ({ world }: World) => world.apply('production', root, daysAgo(1), outcome, { snapshot: { key: 'x' } });
};
const tell = (kind: string, details: Parameters<ExporterWorld['tell']>[3]) => (it: World) =>
  it.world.tell('production', daysAgo(1), kind, details);

const BAD: readonly Bad[] = [
  {
    alert: 'SecretSyncStale',
    when: 'a secret was set and not synced',
    labels: [{ ...token, freshness: 'behind' }],
    spoil: tell('secrets.set.done', { ...item, version: 3, changedAt: daysAgo(1) }),
  },
  {
    alert: 'SecretSyncStale',
    when: 'a secret was never synced',
    labels: [{ ...scraped, ...production, item: 'new', freshness: 'never-synced' }],
    spoil: apply({ secrets: [...facts.secrets, { name: 'new', rotationFrequencyDays: 30 }] }),
  },
  {
    alert: 'SecretRotationOverdue',
    when: 'a secret is old',
    labels: [token],
    spoil: tell('secrets.sync.done', {
      ...syncedBundle({ ...facts, secrets: facts.secrets.filter(({ name }) => name === item.item) }, daysAgo(500)),
    }),
  },
  {
    alert: 'StateBackupMissing',
    when: 'the last apply took no snapshot',
    labels: [applied],
    spoil: ({ world }) =>
      world.apply('production', stacks.production ?? '{}', daysAgo(1), 'done', { snapshot: 'not-taken' }),
  },
  { alert: 'ApplyFailed', when: 'an apply failed', labels: [applied], spoil: apply({}, 'failed') },
  {
    alert: 'AccessPolicyExpiresSoon',
    when: 'a policy ends',
    labels: [{ ...scraped, ...production, role }],
    spoil: apply({ policies: facts.policies.map((it) => (it.role === role ? { ...it, expiry: daysAgo(-10) } : it)) }),
  },
  {
    alert: 'AccessReviewOverdue',
    when: 'policies were reviewed long ago',
    labels: facts.policies.map((policy) => ({ ...scraped, ...production, role: policy.role })),
    lacks: 'reviews',
    spoil: apply({ policies: facts.policies.map((policy) => ({ ...policy, reviewedOn: '2026-05-01' })) }),
  },
  {
    alert: 'DriftMajor',
    when: 'drift is found',
    labels: [{ ...scraped, ...production }],
    spoil: ({ world }) => reportDrift(world, 'production', 'major'),
  },
  {
    alert: 'DriftMinor',
    when: 'little drift is found',
    labels: [{ ...scraped, ...production }],
    spoil: ({ world }) => reportDrift(world, 'production', 'minor'),
  },
  {
    alert: 'DriftNotChecked',
    when: 'not all was compared',
    labels: [production],
    spoil: ({ world }) => reportDrift(world, 'production', 'none', daysAgo(3)),
  },
  { alert: 'SealingKeyBackupOld', when: 'no key was ever backed up', labels: [system], lacks: 'key-backup' },
  {
    alert: 'EnvironmentNotReady',
    when: 'an environment is degraded',
    labels: [{ ...scraped, ...production, status: 'degraded' }],
    spoil: tell('status', { record: 1, from: 'ready', to: 'degraded', event: 'health-check-failed' }),
  },
  {
    alert: 'LedgerUnreadable',
    when: 'an event is none',
    labels: [{ ...scraped, ...system, chain: 'platform' }],
    spoil: ({ world: { s3, buckets } }) =>
      s3.send(new PutObjectCommand({ Bucket: buckets.ledger, Key: keyOf('platform', 1), Body: 'garbage' })),
  },
  {
    alert: 'ObservabilityPartNotReady',
    when: 'a part does not answer',
    labels: [{ ...scraped, ...system, part: 'loki' }],
    without: 'loki',
  },
  {
    alert: 'ExporterCannotRead',
    when: 'the store is away',
    labels: ['artifacts', 'ledger', 'reports'].map((source) => ({ ...scraped, ...system, source })),
    then: ({ store }) => {
      store.trouble = 'cut';
    },
  },
  {
    alert: 'SilenceWithoutEvent',
    when: 'somebody silenced an alert by hand',
    labels: [{ ...scraped, ...system }],
    silences: [
      {
        ...{ id: 'by-hand', startsAt: daysAgo(1), status: { state: 'active' } },
        matchers: [{ name: 'alertname', value: 'DriftMajor', isRegex: false, isEqual: true }],
      },
    ],
  },
];

/** All parts of the stack, ready, and Alertmanager with these silences. */
async function partsWith(silences: readonly unknown[]): Promise<Server> {
  const answers = new Map<string | undefined, unknown>([['/api/v2/silences', silences]]);
  const server = createServer(({ url }, response) => response.end(JSON.stringify(answers.get(url) ?? [])));
  await listen(server);
  return server;
}

async function scrapesOf({ spoil, then, lacks, silences = [], without }: Partial<Bad>): Promise<Scrapes> {
  const store = await S3StandIn.start();
  for (const bucket of Object.values(platform.state.buckets)) store.createBucket(bucket);
  const s3 = objectStorage(store.access(), { timeoutMs: 3000, attempts: 1 });
  const world = new ExporterWorld(s3, platform.state.buckets, store.endpoint);
  await tellOfHealth(world, stacks, lacks);
  await spoil?.({ world, store });
  const server = await partsWith(silences);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parts = Object.fromEntries(
    STACK_PARTS.map((part) => [part, part === without ? 'http://127.0.0.1:1' : address]),
  );
  const exporter = world.exporter(s3, parts as unknown as PartAddresses);
  const scrape = async () => {
    await exporter.read(new AbortController().signal);
    return exporter.metrics();
  };
  const first = await scrape();
  then?.({ world, store });
  world.now = new Date(NOW.getTime() + 60_000);
  const scrapes = [first, await scrape()] as const;
  server.close();
  await store.stop();
  return scrapes;
}

/** Judges all alerts about what the exporter tells. @param expected those that fire */
const testOf = (scrapes: Scrapes, expected: readonly Pick<Bad, 'alert' | 'labels'>[]) => ({
  interval: '1m',
  input_series: toldSeries(scrapes),
  alert_rule_test: OF_EXPORTER.map(({ alert }) => ({
    eval_time: `${MINUTES}m`,
    alertname: alert,
    exp_alerts: expected
      .filter((it) => it.alert === alert)
      .flatMap(({ labels }) => labels.map((it) => firing(alert, it))),
  })),
});

it('every alert about what the exporter tells has a platform for which it fires', () => {
  expect([...new Set([...BAD.map(({ alert }) => alert), 'ExporterAbsent'])].sort()).toEqual(
    OF_EXPORTER.map(({ alert }) => alert).sort(),
  );
});

onPrograms('promtool')('the alerts, on what an exporter tells', () => {
  const bench = new RuleBench({});
  const FINE = { status: 0, output: expect.not.stringContaining('FAILED') as string };

  it('are quiet where all is well', async () => {
    expect(bench.judge('healthy', [testOf(await scrapesOf({}), [])])).toMatchObject(FINE);
  });

  it.each(BAD)('are quiet but for $alert when $when', async (bad) => {
    expect(bench.judge('bad', [testOf(await scrapesOf(bad), [bad])])).toMatchObject(FINE);
  });

  it('say that the exporter is gone', () => {
    const gone = { alert: 'ExporterAbsent', labels: [system] };

    expect(bench.judge('gone', [testOf(['', ''], [gone])])).toMatchObject(FINE);
  });
});
