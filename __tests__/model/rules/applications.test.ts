import { rolloutsHaveApprovers } from '../../../model/rules/applications';
import { brokenPlaces } from '../../support/broken-places';

describe('what waits for a person', () => {
  const places = (roles: readonly string[], application: object = {}, more: object = {}) =>
    brokenPlaces(rolloutsHaveApprovers, {
      argoCd: { enabled: true },
      applications: [{ name: 'shop', destinationNamespace: 'env-production', approval: 'manual', ...application }],
      environments: { system: {}, production: { accessPolicies: roles.map((role) => ({ role })), ...more } },
    });
  const NOBODY = ['environments.production.accessPolicies'];

  it('is approved by who answers for the platform there, and by nobody else', () => {
    expect(places(['app-team', 'platform-engineer'])).toEqual([]);
    expect(places([])).toEqual(NOBODY);
    expect(places(['app-team', 'read-only', 'break-glass'])).toEqual(NOBODY);
  });

  it('needs nobody where nothing waits', () => {
    expect(places([], { approval: 'none' })).toEqual([]);
    expect(places([], {}, { retired: true })).toEqual([]);
  });

  it('is approved by who answers for system, where it is of the baseline', () => {
    expect(places(['platform-engineer'], { destinationNamespace: 'monitoring' })).toEqual([
      'environments.system.accessPolicies',
    ]);
  });
});
