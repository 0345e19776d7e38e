import { environmentOfAlert } from '../../../model/derive/alerting/labels';
import { environmentOf, parseNotification } from '../../../operations/lifecycle/alertmanager';
import { historyOf } from '../../../operations/lifecycle/history';
import { observe } from '../../../operations/lifecycle/observe';
import { transition } from '../../../operations/lifecycle/change-status';
import { LifecycleRefused } from '../../../operations/lifecycle/refused';
import { applied, memoryBook } from '../../support/status-book';

const alert = (changes: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'IngressDown', namespace: 'env-production', severity: 'critical' },
  annotations: { summary: 'no answer' },
  ...{ startsAt: '2026-11-28T06:00:00.123456789Z', endsAt: '0001-01-01T00:00:00Z', fingerprint: '1a30ba71cca2921f' },
  ...changes,
});
const body = (alerts: object[] = [alert()]) => ({
  ...{ version: '4', groupKey: '{}:{namespace="env-production"}', truncatedAlerts: 0, status: 'firing' },
  ...{ receiver: 'lke-platform', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://x' },
  alerts,
});
const notification = (alerts?: object[]) => parseNotification(JSON.stringify(body(alerts)), 'body.json');
const NAMES = ['system', 'production'] as const;

async function ready() {
  const memory = memoryBook();
  memory.applies.push(applied());
  await memory.verify();
  await transition(memory.book, 'production', 'apply-succeeded');
  const statuses = async () => (await historyOf(memory.ledger, 'production')).map(({ to }) => to);
  return {
    ...memory,
    statuses,
    told: (alerts?: object[]) => observe(memory.book, notification(alerts), ['critical'], NAMES),
  };
}

describe('an alert that fires', () => {
  it('is written down with names that the ledger can keep, however long they are and however many', async () => {
    const { book, ledger } = await ready();
    const alerts = Array.from({ length: 300 }, (_, index) =>
      alert({
        labels: { alertname: `${index} ${'long'.repeat(200)}`, environment: 'production' },
        fingerprint: index.toString(16),
      }),
    );
    const told = parseNotification(JSON.stringify({ ...body(alerts), groupKey: 'g'.repeat(9_000) }), 'body.json');
    const [{ changed } = {}] = await observe(book, told, ['critical'], NAMES);
    const written = await ledger.read('production', await ledger.last('production'));

    expect(changed?.to).toBe('degraded');
    expect(written?.text.length).toBeLessThan(80_000);
  });

  it('degrades the environment that it is about, once, however often it is told', async () => {
    const { told, statuses } = await ready();

    expect(await told()).toMatchObject([{ environment: 'production', status: 'degraded', alerts: ['IngressDown'] }]);
    expect(await told()).toMatchObject([{ status: 'degraded', changed: undefined }]);
    expect(await statuses()).toEqual(['ready', 'degraded']);
  });

  it('degrades it by the label of the environment, too', async () => {
    const { told } = await ready();
    const labels = { alertname: 'IngressDown', environment: 'production', severity: 'critical' };

    expect(await told([alert({ labels })])).toMatchObject([{ environment: 'production', status: 'degraded' }]);
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['names it, whatever namespace it is about', { environment: 'production', namespace: 'env-system' }, 'production'],
    ['names none of the platform, by its namespace', { environment: 'eu', namespace: 'env-production' }, 'production'],
    ['is made of its logs', { k8s_namespace_name: 'env-production' }, 'production'],
    ['names none of the platform, and is about none', { environment: 'eu', namespace: 'monitoring' }, undefined],
  ])('is about an environment where it %s', (_, labels, expected) => {
    const [told] = notification([alert({ labels })]).alerts;

    expect(told && environmentOf(told)).toBe(expected);
    expect(environmentOfAlert(labels)).toBe(expected ?? 'eu');
  });

  it('degrades it once where two are told at the same time', async () => {
    const { told, statuses } = await ready();
    await Promise.all([told(), told(), told()]);

    expect(await statuses()).toEqual(['ready', 'degraded']);
  });

  it('is not a new incident after the environment recovered, unless it fires anew', async () => {
    const { book, told, verify, statuses } = await ready();
    await told();
    await transition(book, 'production', 'remediation-complete');
    await verify();
    await transition(book, 'production', 'validation-passed');

    expect(await told()).toMatchObject([{ status: 'ready', changed: undefined }]);
    expect(await told([alert({ startsAt: '2026-11-28T07:00:00Z' })])).toMatchObject([{ status: 'degraded' }]);
    expect(await statuses()).toEqual(['ready', 'degraded', 'recovering', 'ready', 'degraded']);
  });

  it.each<[string, object]>([
    ['is resolved', { status: 'resolved' }],
    ['is not severe', { labels: { alertname: 'Slow', namespace: 'env-production', severity: 'warning' } }],
    ['is about no environment', { labels: { alertname: 'IngressDown', namespace: 'shop', severity: 'critical' } }],
    [
      'says no more than that it was not ready',
      { labels: { alertname: 'EnvironmentNotReady', environment: 'production', severity: 'critical' } },
    ],
    ['is about an environment of no platform', { labels: { alertname: 'X', namespace: 'env-staging' } }],
  ])('changes nothing where it %s', async (_what, changes) => {
    const { told, statuses } = await ready();

    expect(await told([alert(changes)])).toEqual([]);
    expect(await statuses()).toEqual(['ready']);
  });

  it('counts where it says nothing of its severity', async () => {
    const { told } = await ready();

    expect(await told([alert({ labels: { namespace: 'env-production' } })])).toMatchObject([
      { status: 'degraded', alerts: ['an alert without a name'] },
    ]);
  });

  it('changes nothing while the environment is being made', async () => {
    const { book, ledger } = memoryBook();

    expect(await observe(book, notification(), ['critical'], NAMES)).toMatchObject([
      { status: 'provisioning', changed: undefined },
    ]);
    expect(await historyOf(ledger, 'production')).toEqual([]);
  });
});

describe('a notification', () => {
  it.each<[string, string, string]>([
    ['not JSON', '{', 'body.json is not JSON'],
    ['of another version', JSON.stringify({ ...body(), version: '3' }), 'is not a notification of Alertmanager'],
    ['of no group', JSON.stringify({ ...body(), groupKey: undefined }), 'is not a notification of Alertmanager'],
    [
      'of alerts without a fingerprint',
      JSON.stringify(body([{ ...alert(), fingerprint: 'x y' }])),
      'is not a notification',
    ],
    ['a list', '[]', 'is not a notification of Alertmanager'],
  ])('is refused where it is %s', (_what, text, what) => {
    expect(() => parseNotification(text, 'body.json')).toThrow(LifecycleRefused);
    expect(() => parseNotification(text, 'body.json')).toThrow(what);
  });

  it('is refused with everything that is wrong in it', () => {
    try {
      parseNotification(
        JSON.stringify({ version: '4', alerts: [alert({ status: 'odd', startsAt: 'today' })] }),
        'body.json',
      );
    } catch (error) {
      expect((error as LifecycleRefused).problems.map(({ where }) => where)).toEqual([
        'groupKey',
        'alerts.0.status',
        'alerts.0.startsAt',
      ]);
    }
    expect.assertions(1);
  });
});
