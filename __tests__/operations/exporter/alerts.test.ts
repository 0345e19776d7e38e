import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3StandIn } from '@lke-platform/stand-ins/s3/s3-stand-in';
import { listen } from '@lke-platform/stand-ins/listen';
import { ACKNOWLEDGE_KIND } from '../../../operations/alerts/acknowledged-event';
import { alertFamilies, silenceFamilies } from '../../../operations/exporter/metrics/alerts';
import { objectStorage } from '../../../operations/object-storage/client';
import { daysAgo, ExporterWorld, NOBODY, samplesIn } from '../../support/exporter-world';
import { examplePlatform } from '../../support/platforms';
import { readAlerts, type ToldAlert, type ToldSilence } from '../../../operations/exporter/sources/alerts-reader';

const START = '2026-11-28T11:00:00.000Z';
const alert = (labels: ToldAlert['labels'], state = 'active'): ToldAlert => ({
  labels,
  startsAt: START,
  status: { state },
});
const equal = (name: string, value: string) => ({ name, value, isRegex: false, isEqual: true });
const silence = (matchers: ToldSilence['matchers'], state: ToldSilence['status']['state'] = 'active'): ToldSilence => ({
  ...{ id: 'abc', startsAt: '2026-11-28T11:02:00.000Z', matchers, status: { state } },
});
const crashing = { alertname: 'KubePodCrashLooping', severity: 'critical', namespace: 'env-production', pod: 'web-1' };
const ofTwin = [equal('alertname', 'KubePodCrashLooping'), equal('escalation', '1')];

/** How many alerts are told as open, by their name and environment. */
const openOf = (alerts: readonly ToldAlert[], silences: readonly ToldSilence[] = []) =>
  alertFamilies({ alerts, silences })[0]!.samples.map(({ labels, value }) => [
    labels.alertname,
    labels.environment,
    value,
  ]);

describe('an alert that fires', () => {
  it('is open until somebody acknowledges it, with all others of its kind', () => {
    expect(openOf([alert(crashing), alert({ ...crashing, pod: 'web-2' })])).toEqual([
      ['KubePodCrashLooping', 'production', 2],
    ]);
  });

  it('is acknowledged by a silence of its twin', () => {
    expect(openOf([alert(crashing)], [silence(ofTwin)])).toEqual([]);
    expect(openOf([alert(crashing), alert({ ...crashing, escalation: '1' }, 'suppressed')], [silence(ofTwin)])).toEqual(
      [],
    );
  });

  it('is acknowledged by what mutes nothing, where its twin fires already', () => {
    const marked = silence([equal('alertname', 'KubePodCrashLooping'), equal('escalation', 'acknowledged')]);

    expect(openOf([alert(crashing), alert({ ...crashing, escalation: '1' })], [marked])).toEqual([]);
  });

  it('is acknowledged for this firing alone by the silence that the command makes', () => {
    const made = silence([...ofTwin, equal('incident', '1795863300')]);
    const again = { ...alert(crashing), startsAt: '2026-11-28T11:30:00.000Z' };

    expect(openOf([alert(crashing)], [made])).toEqual([]);
    expect(openOf([again], [made])).toEqual([['KubePodCrashLooping', 'production', 1]]);
  });

  it.each<[string, ToldSilence]>([
    ['of another pod', silence([...ofTwin, equal('pod', 'web-2')])],
    ['that does not hold yet', silence(ofTwin, 'pending')],
    ['that leaves it out', silence([...ofTwin, { ...equal('pod', 'web-1'), isEqual: false }])],
    ['whose expression is another dialect', silence([{ ...equal('escalation', '(?i)1'), isRegex: true }])],
  ])('is open with a silence %s', (_what, given) => {
    expect(openOf([alert(crashing)], [given])).toHaveLength(1);
  });

  it('is acknowledged by a silence with an expression', () => {
    const matchers = [
      { ...equal('alertname', 'Kube.*'), isRegex: true },
      { ...equal('escalation', '1|2'), isRegex: true },
    ];

    expect(openOf([alert(crashing)], [silence(matchers)])).toEqual([]);
  });

  it.each([
    ['a twin', alert({ ...crashing, escalation: '1' })],
    ['the heartbeat', alert({ alertname: 'Watchdog', severity: 'none' })],
    ['one that somebody silenced', alert(crashing, 'suppressed')],
  ])('is not counted where it asks nobody: %s', (_what, given) => {
    expect(openOf([given])).toEqual([]);
  });

  it.each([
    [{ environment: 'staging', namespace: 'monitoring' }, 'staging'],
    [{ k8s_namespace_name: 'env-development' }, 'development'],
    [{ namespace: 'monitoring' }, ''],
  ])('is of the environment that its labels tell: %j', (labels, environment) => {
    expect(openOf([alert({ alertname: 'X', ...labels })])).toEqual([['X', environment, 1]]);
  });
});

describe('a silence', () => {
  it.each([
    [[], 1],
    [['abc'], 0],
  ])('counts until an event of the ledger names it: %j', (known, count) => {
    const [family] = silenceFamilies({ alerts: [], silences: [silence(ofTwin)] }, { silences: new Set(known) });

    expect(family?.samples).toEqual([{ labels: {}, value: count }]);
  });
});

describe('the reading of Alertmanager', () => {
  let server: Server;
  let address: string;
  let answers: Record<string, [status: number, body: unknown]>;
  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const [status, body] = answers[url] ?? [404, ''];
      response.writeHead(status).end(JSON.stringify(body));
    });
    await listen(server);
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const read = () => readAlerts(address, 1000, new AbortController().signal);

  it('leaves out silences that have ended', async () => {
    answers = {
      '/api/v2/alerts': [200, [{ ...alert(crashing), fingerprint: 'f' }]],
      '/api/v2/silences': [200, [silence(ofTwin), silence(ofTwin, 'expired')]],
    };

    expect(await read()).toEqual({ alerts: [alert(crashing)], silences: [silence(ofTwin)] });
  });

  it('goes into the metrics of an exporter, with what the ledger knows of silences', async () => {
    const { buckets } = examplePlatform().state;
    const store = await S3StandIn.start();
    for (const bucket of Object.values(buckets)) store.createBucket(bucket);
    const world = new ExporterWorld(objectStorage(store.access()), buckets, store.endpoint);
    const exporter = world.exporter(world.s3, { ...NOBODY, alertmanager: address });
    const scrape = async () => {
      await exporter.read(new AbortController().signal);
      return samplesIn(await exporter.metrics());
    };
    const [open, silences] = [
      'lke_platform_alerts_unacknowledged{alertname="KubePodCrashLooping",severity="critical",environment="production"}',
      'lke_platform_alert_silences_without_event',
    ];
    answers = {
      '/api/v2/alerts': [200, [alert(crashing)]],
      '/api/v2/silences': [200, [silence([equal('alertname', 'Other')])]],
    };
    expect(await scrape()).toMatchObject({ [open]: '1', [silences]: '1' });

    await world.tell('production', daysAgo(0), `${ACKNOWLEDGE_KIND}.done`, { alert: 'X', silences: ['abc'] });
    expect(await scrape()).toMatchObject({ [open]: '1', [silences]: '0' });

    answers = {};
    const gone = await scrape();
    expect([gone[open], gone['lke_platform_exporter_read_errors_total{source="alertmanager"}']]).toEqual([
      undefined,
      '1',
    ]);
    await store.stop();
  });

  it('says what it answered instead', async () => {
    answers = { '/api/v2/alerts': [503, ''] };
    await expect(read()).rejects.toThrow('/api/v2/alerts answered 503');

    answers = { '/api/v2/alerts': [200, 'something else'] };
    await expect(read()).rejects.toThrow();
  });
});
