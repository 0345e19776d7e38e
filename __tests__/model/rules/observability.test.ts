import { alertsAcknowledged } from '../../../model/rules/observability';
import { brokenPlaces } from '../../support/broken-places';

describe('an alert', () => {
  const places = (acknowledgeWithin: string) =>
    brokenPlaces(alertsAcknowledged, { observability: { alertRoutes: { critical: { acknowledgeWithin } } } });

  it.each(['PT5M', 'PT300S', 'PT1M'])('may wait %s until somebody acknowledges it', (within) => {
    expect(places(within)).toEqual([]);
  });

  it.each(['PT5M1S', 'PT6M', 'P1D'])('must not wait %s', (within) => {
    expect(places(within)).toEqual(['observability.alertRoutes.critical.acknowledgeWithin']);
  });
});
