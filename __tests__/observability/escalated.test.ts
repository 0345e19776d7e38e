import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledge, alertsMeant } from '../../operations/alerts/acknowledge';
import { type FiringAlert, firingAlerts } from '../../operations/alerts/firing';
import type { AlertServices } from '../../operations/alerts/services';
import { ALERT, AlertBench, GROUP_SECONDS, type Told } from '../support/observability/alert-bench';
import { onPrograms } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

/** Long enough for Alertmanager to tell a channel twice of a change in a group. */
const NEXT_ROUND_MS = 2000 * GROUP_SECONDS + 2000;

onPrograms('prometheus', 'alertmanager')('an alert that has escalated, on a real Alertmanager', () => {
  const bench = new AlertBench(temporaryFolder());
  let services: AlertServices;

  const tellings = (of: string, channel: Told['channel'], status: Told['status']) =>
    bench.toldOf(of).filter((it) => it.channel === channel && it.status === status);
  const comes = (of: string, channel: Told['channel'], status: Told['status'], times = 1) =>
    until(() => Promise.resolve(incidentsOf(tellings(of, channel, status)).size >= times));
  const incidentsOf = (told: readonly Told[]) => new Set(told.map(({ incident }) => incident));
  const firing = async (of: string): Promise<FiringAlert | undefined> =>
    (await firingAlerts(services).catch(() => [])).find(({ labels }) => labels.of === of);
  const acknowledged = async (of: string) => {
    const alerts = await alertsMeant(services, { alert: ALERT, labels: { of } });
    return acknowledge(services, alerts, 'ada@acme.example', 'looking at it', new Date());
  };
  /** Lets it fire until the next channel was told, and acknowledges it then. */
  const escalatesThenAcknowledged = async (of: string, incidents = 1) => {
    bench.fire(of);
    await comes(of, 'second', 'firing', incidents);
    await until(async () => (await firing(of))?.escalated === true);
    await acknowledged(of);
  };
  /** Each channel was told of the end of each firing that it was told of, and once. */
  const everyEndToldOnce = (of: string) => {
    for (const channel of ['first', 'second'] as const) {
      const ended = tellings(of, channel, 'resolved').map(({ incident }) => incident);
      expect({ channel, ended }).toEqual({ channel, ended: [...incidentsOf(tellings(of, channel, 'firing'))] });
    }
    expect(bench.toldOf(of).filter(({ channel, escalated }) => escalated !== (channel === 'second'))).toEqual([]);
  };

  beforeAll(async () => {
    services = await bench.start();
  });
  afterAll(() => bench.stop());

  it('and is acknowledged then, is told to be over when it is, once to each channel, and not before', async () => {
    await escalatesThenAcknowledged('acknowledged-late');
    expect(await firing('acknowledged-late')).toMatchObject({
      escalated: true,
      acknowledged: { by: 'ada@acme.example', comment: 'looking at it' },
    });
    await sleep(NEXT_ROUND_MS);
    expect(bench.toldOf('acknowledged-late').filter(({ status }) => status === 'resolved')).toEqual([]);
    // Nobody is asked again who knows that somebody is at it.
    expect(tellings('acknowledged-late', 'second', 'firing')).toHaveLength(1);

    bench.end('acknowledged-late');
    await comes('acknowledged-late', 'first', 'resolved');
    await comes('acknowledged-late', 'second', 'resolved');
    await sleep(NEXT_ROUND_MS);
    everyEndToldOnce('acknowledged-late');
  });

  it('and is acknowledged, escalates anew when it fires again, and each firing has its own end', async () => {
    await escalatesThenAcknowledged('again');
    bench.end('again');
    await until(async () => (await firing('again')) === undefined);
    bench.fire('again');
    await comes('again', 'second', 'firing', 2);
    expect(await firing('again')).toMatchObject({ escalated: true, acknowledged: undefined });

    await acknowledged('again');
    bench.end('again');
    await comes('again', 'second', 'resolved', 2);
    await comes('again', 'first', 'resolved');
    await sleep(NEXT_ROUND_MS);
    const firings = [...incidentsOf(tellings('again', 'second', 'firing'))];
    expect(tellings('again', 'second', 'resolved').map(({ incident }) => incident)).toEqual(firings);
  });

  it('and is acknowledged, is told to be over once, when Alertmanager is restarted before that', async () => {
    await escalatesThenAcknowledged('restarted');
    await bench.restartAlertmanager();
    await until(async () => (await firing('restarted'))?.acknowledged?.by === 'ada@acme.example');
    await sleep(NEXT_ROUND_MS);
    expect(bench.toldOf('restarted').filter(({ status }) => status === 'resolved')).toEqual([]);
    expect(tellings('restarted', 'second', 'firing')).toHaveLength(1);

    bench.end('restarted');
    await comes('restarted', 'first', 'resolved');
    await comes('restarted', 'second', 'resolved');
    await sleep(NEXT_ROUND_MS);
    everyEndToldOnce('restarted');
  });

  it('is told to be over, once, when that happens while Alertmanager does not run', async () => {
    await escalatesThenAcknowledged('over-meanwhile');
    await bench.restartAlertmanager(async () => {
      bench.end('over-meanwhile');
      await sleep(5000);
    });
    await comes('over-meanwhile', 'first', 'resolved');
    await comes('over-meanwhile', 'second', 'resolved');
    await sleep(NEXT_ROUND_MS);
    everyEndToldOnce('over-meanwhile');
  });
});
