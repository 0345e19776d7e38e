import { serviceWorld, type ServiceWorld } from '../../../../support/handoff/service';

const alert = (changes: object = {}) => ({
  ...{ status: 'firing', startsAt: '2026-11-27T12:00:00.123456789Z', fingerprint: '1a30ba71cca2921f' },
  labels: { alertname: 'IngressDown', environment: 'production', severity: 'critical' },
  ...changes,
});
const body = (alerts: object[] = [alert()], changes: object = {}) => ({
  ...{ version: '4', groupKey: '{}', truncatedAlerts: 0, alerts },
  ...changes,
});

describe('what Alertmanager tells', () => {
  let world: ServiceWorld;
  beforeAll(async () => {
    world = await serviceWorld();
  });
  afterAll(() => world.server.close());

  /** @param payload as text, which may be what no program of ours would write */
  const tell = (payload: string | object) =>
    world.ask('token-of-alertmanager', {
      ...({ method: 'POST', url: '/v1/alerts', headers: { 'content-type': 'application/json' } } as const),
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const withMore = (more: string) => JSON.stringify(body()).replace('"groupKey"', `${more},"groupKey"`);
  const nested = (open: string, close: string, times: number) => `"new":${open.repeat(times)}1${close.repeat(times)}`;

  it.each<[string, () => string | object]>([
    ['what a newer version adds, however deep it is', () => withMore(nested('{"a":', '}', 100_000))],
    ['lists in lists', () => withMore(nested('[', ']', 200_000))],
    ['labels in letters of any language', () => body([alert({ labels: { ...alert().labels, 'http.route': '/é' } })])],
    [
      'a label as long as a message',
      () => body([alert({ labels: { ...alert().labels, message: 'm'.repeat(9_000) } })]),
    ],
    ['a group by many labels', () => body(undefined, { groupKey: 'g'.repeat(9_000) })],
    ['more than a thousand alerts', () => body(Array.from({ length: 1_200 }, () => alert()))],
    ['half of a character', () => JSON.stringify(body()).replace('IngressDown', '\\ud800')],
  ])('is taken with %s', async (_, payload) => {
    await expect(tell(payload())).resolves.toMatchObject({
      ...{ status: 200, body: { environments: [{ environment: 'production' }] } },
    });
  });

  it.each<[string, () => string | object]>([
    ['a time that is none', () => body([alert({ startsAt: '2016-12-31T23:59:60Z' })])],
    ['a time of no place', () => body([alert({ startsAt: '2026-11-27T12:00:00' })])],
    ['no group', () => body(undefined, { groupKey: '' })],
    ['another version', () => body(undefined, { version: '5' })],
    ['a key that would change all objects', () => withMore('"__proto__":{"alerts":[]}')],
    ['a label that would', () => JSON.stringify(body()).replace('"severity"', '"__proto__":"x","severity"')],
    ['nothing', () => ''],
    ['null', () => 'null'],
    ['lists in lists alone', () => '['.repeat(200_000) + ']'.repeat(200_000)],
  ])('is refused with %s', async (_, payload) => {
    const { status } = await tell(payload());

    expect([400, 422]).toContain(status);
  });

  it.each(['рroduction', 'PRODUCTION', 'production ', '__proto__', 'staging'])(
    'is about no environment of its own by the label %j',
    async (environment) => {
      const labels = { ...alert().labels, environment };

      await expect(tell(body([alert({ labels })]))).resolves.toMatchObject({ status: 200, body: { environments: [] } });
    },
  );
});
