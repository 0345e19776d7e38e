import { routesOfFile } from '../../../../model/derive/alerting/routes';
import { CRITICAL_ALERTS } from '../../../../model/rules/alerts/all';
import { exampleData, platformOf } from '../../../support/platforms';

const routesOf = (changes: object) => {
  const data = exampleData();
  const { observability } = platformOf({
    ...data,
    observability: { ...(data.observability as object), defaultRoute: undefined, ...changes },
  });
  return routesOfFile(observability);
};

describe('the routes of a file', () => {
  it('are those that it names, and no other', () => {
    expect(routesOf({})).not.toHaveProperty('CertificateExpiresNow');
  });

  it('are those of every critical alert, too, where there is a default one', () => {
    const routes = routesOf({ defaultRoute: { channel: 'slack:#ops', escalateTo: 'pagerduty:acme' } });

    expect(Object.keys(routes)).toEqual(expect.arrayContaining([...CRITICAL_ALERTS]));
    for (const alert of ['CertificateExpiresNow', 'KubeAPIDown']) {
      expect(routes[alert]).toEqual({ channel: 'slack:#ops', escalateTo: 'pagerduty:acme', acknowledgeWithin: 'PT5M' });
    }
    expect(routes).not.toHaveProperty('DriftMinor');
  });

  it('stay what they are where a critical alert has one of its own', () => {
    const named = routesOf({}).NodeNotReady;

    expect(routesOf({ defaultRoute: { channel: 'slack:#ops' } }).NodeNotReady).toEqual(named);
  });
});
