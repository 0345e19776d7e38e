import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledge, alertsMeant, endWhatIsOver } from '../../operations/alerts/acknowledge';
import { firingAlerts } from '../../operations/alerts/firing';
import type { AlertServices } from '../../operations/alerts/services';
import { silencesOfTwins } from '../../operations/alerts/silences';
import { ALERT, AlertBench, type Told } from '../support/observability/alert-bench';
import { onPrograms } from '../support/observability/programs';
import { temporaryFolder } from '../support/temporary-folder';
import { until } from '../support/until';

/** Longer than an acknowledgement may take here, by the time that a busy machine needs to tell of it. */
const PAST_THE_TIME_MS = 12_000;

onPrograms('prometheus', 'alertmanager')('an acknowledgement, by a real Prometheus and a real Alertmanager', () => {
  const bench = new AlertBench(temporaryFolder());
  let services: AlertServices;
  const comes = (channel: Told['channel'], status: Told['status'], of = 'one') =>
    until(() => Promise.resolve(bench.toldOf(of).some((it) => it.channel === channel && it.status === status)));
  const meant = { alert: ALERT, labels: { environment: 'production' } };
  const waiting = () => firingAlerts(services).catch(() => []);
  const ackWhenFiring = async () => {
    await until(async () => (await waiting()).length > 0);
    const alerts = await alertsMeant(services, meant);
    return acknowledge(services, alerts, 'ada@acme.example', 'looking at it', new Date());
  };
  const quiets = async () => {
    bench.end('one');
    await until(async () => (await waiting()).length === 0);
    bench.told.length = 0;
  };

  beforeAll(async () => {
    services = await bench.start();
  });
  afterAll(() => bench.stop());

  it('that is missing tells the next channel, and both hear when it is over', async () => {
    bench.fire('one');
    await comes('first', 'firing');
    await comes('second', 'firing');
    expect(await firingAlerts(services)).toMatchObject([{ alert: ALERT, escalated: true, acknowledged: undefined }]);

    bench.end('one');
    await comes('first', 'resolved');
    await comes('second', 'resolved');
  });

  it('keeps the next channel out, over a restart of Alertmanager, while the first hears the end', async () => {
    await quiets();
    bench.fire('one');
    const acknowledged = await ackWhenFiring();
    // Somebody who had asked before is told who was faster.
    const late = (await waiting()).map((alert) => ({ ...alert, acknowledged: undefined }));
    await expect(acknowledge(services, late, 'bob@acme.example', 'me, too', new Date())).rejects.toThrow(/by ada@acme/);
    await bench.restartAlertmanager();
    await sleep(PAST_THE_TIME_MS);

    expect(bench.told.filter(({ channel }) => channel === 'second')).toEqual([]);
    expect(await firingAlerts(services)).toMatchObject([
      {
        escalated: true,
        acknowledged: { by: 'ada@acme.example', comment: 'looking at it', silence: acknowledged[0]?.silence },
      },
    ]);
    await expect(alertsMeant(services, meant)).rejects.toThrow(/acknowledged already, by ada@acme\.example/);

    bench.end('one');
    await comes('first', 'resolved');
    await sleep(3000);
    expect(bench.told.filter(({ channel }) => channel === 'second')).toEqual([]);
  });

  it('is of that firing alone: when it fires again, the next channel is told again', async () => {
    await quiets();
    expect(await silencesOfTwins(services)).toHaveLength(1);
    bench.fire('one');
    await comes('second', 'firing');

    expect(await firingAlerts(services)).toMatchObject([{ acknowledged: undefined }]);
  });

  it('that is missing tells of a second alert of a group as soon as of the first one', async () => {
    await quiets();
    bench.fire('one');
    await comes('second', 'firing');
    bench.fire('another', 'one');
    await until(async () => (await waiting()).some(({ labels }) => labels.of === 'another'));
    const began = Date.now();
    await comes('second', 'firing', 'another');

    expect(Date.now() - began).toBeLessThan(PAST_THE_TIME_MS);
    bench.end('another');
    await quiets();
  });

  it('ends with its alert, once Prometheus tells what fires', async () => {
    expect(await endWhatIsOver(services)).toEqual([]);
    bench.fire('another');
    await until(async () => (await waiting()).length > 0);
    expect(await endWhatIsOver(services)).toHaveLength(1);
    expect(await silencesOfTwins(services)).toEqual([]);
  });
});
