import { alertmanagerConfiguration } from '../../../../model/derive/alerting/alertmanager';

const ROUTE = { channel: 'slack:#ops', escalateTo: 'pagerduty:acme', acknowledgeWithin: 'PT5M' };
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const seconds = (time = '') => Number(time.slice(0, -1)) * (SECONDS[time.slice(-1)] ?? Number.NaN);

/** Alertmanager forgets after 120 hours what it told, and then tells nobody that it is over. */
const FORGOTTEN = seconds('120h');

describe('the times of routes', () => {
  const { route } = alertmanagerConfiguration({ NodeNotReady: ROUTE });
  const twin = route.routes.find(({ receiver }) => receiver === 'pagerduty:acme');

  it('tell of a second alert of a group as soon as of the first one', () => {
    expect(seconds(route.group_interval)).toBeLessThanOrEqual(seconds(route.group_wait));
    expect(twin).toMatchObject({ group_wait: '0s', group_interval: '1s' });
  });

  it('tell of each firing by itself, so that the end of the last one is not told with the next', () => {
    expect(twin).toMatchObject({ group_by: [...route.group_by, 'incident'] });
    expect(route.group_by).not.toContain('incident');
  });

  it('tell the next channel once, and do not forget that it has to hear the end', () => {
    const { repeat_interval } = twin as unknown as { repeat_interval: string };

    expect(seconds(repeat_interval)).toBeGreaterThanOrEqual(seconds('72h'));
    expect(seconds(repeat_interval)).toBeLessThan(FORGOTTEN);
  });
});
