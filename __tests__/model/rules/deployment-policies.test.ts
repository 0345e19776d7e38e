import { deploymentPolicyConsistent } from '../../../model/rules/deployment-policies';
import { brokenPlaces } from '../../support/broken-places';

describe('what a team may deploy', () => {
  const places = (deploymentPolicy: object) =>
    brokenPlaces(deploymentPolicyConsistent, { environments: { production: { deploymentPolicy } } }).map((place) =>
      place.replace('environments.production.deploymentPolicy.', ''),
    );

  it('may lose all of its pods but one at once', () => {
    expect(places({ minReplicas: 3, maxUnavailable: 2 })).toEqual([]);
    expect(places({ minReplicas: 3, maxUnavailable: 3 })).toEqual(['maxUnavailable']);
    expect(places({ minReplicas: 3, maxUnavailable: 4 })).toEqual(['maxUnavailable']);
  });

  it('may lose one, be it the only one: nodes are drained', () => {
    expect(places({ minReplicas: 1, maxUnavailable: 1 })).toEqual([]);
  });
});
