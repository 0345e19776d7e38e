import { STATUS_KIND } from '../../../../../model/lifecycle/record';
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

describe('the label of an environment that alerts are about', () => {
  const once = JSON.stringify(body());
  const tellIn = (world: ServiceWorld, payload = once) =>
    world.ask('token-of-alertmanager', {
      ...({ method: 'POST', url: '/v1/alerts', headers: { 'content-type': 'application/json' } } as const),
      payload,
    });

  it('that does not follow makes Alertmanager send it again, until it does', async () => {
    const asked: (readonly string[])[] = [];
    let isThere = false;
    const world = await serviceWorld({
      follow: (names) => {
        asked.push(names);
        const outcome = isThere ? { label: 'degraded' } : { notSet: 'the cluster does not answer' };
        return Promise.resolve(new Map(names.map((name) => [name, outcome])));
      },
    });
    await world.ledger.append('production', {
      ...{ kind: STATUS_KIND, actor: { name: 'jane', provenBy: 'linode-profile' }, what: 'is ready', why: null },
      details: { record: 1, from: 'provisioning', to: 'ready', event: 'apply-succeeded' },
    });
    const first = await tellIn(world);
    const written = await world.ledger.last('production');
    isThere = true;
    const again = await tellIn(world);

    expect([first.status, first.body.detail]).toEqual([503, expect.stringContaining('environment status production')]);
    expect(world.lines.join('\n')).toMatch(
      /a label does not follow the status","environment":"production","problem":"the cluster does not answer/,
    );
    expect(again).toMatchObject({
      ...{ status: 200, body: { environments: [{ environment: 'production', status: 'degraded', degraded: false }] } },
    });
    // What was degraded before is followed, too, and nothing is written twice.
    expect(asked).toEqual([['production'], ['production']]);
    await expect(world.ledger.last('production')).resolves.toBe(written);
    await world.server.close();
  });

  it('is one thing, and what Alertmanager left out is another: it is logged, and handed back', async () => {
    const world = await serviceWorld();
    const { status, body: answer } = await tellIn(world, JSON.stringify(body(undefined, { truncatedAlerts: 7 })));

    expect([status, answer.truncated_alerts]).toEqual([200, 7]);
    expect(world.lines.join('\n')).toContain(
      '"what":"Alertmanager left alerts out, by max_alerts","truncatedAlerts":7',
    );
    await world.server.close();
  });
});
