import { stateHasEndpoint } from '../../../model/rules/state';
import { brokenPlaces } from '../../support/broken-places';

describe('where the states are', () => {
  const places = (state: object, about: object = {}) =>
    brokenPlaces(stateHasEndpoint, { cluster: { region: 'nl-ams' }, state, ...about });

  it('is an endpoint of the region', () => {
    expect(places({})).toEqual([]);
    expect(places({ endpointHost: 'nl-ams-1.linodeobjects.com' })).toEqual([]);
    expect(places({ endpointHost: 'us-ord-1.linodeobjects.com' })).toEqual(['state.endpointHost']);
  });

  it('may be an endpoint that is named, where none is known of the region', () => {
    const without = { cluster: { region: 'us-iad-2' } };

    expect(places({}, without)).toEqual(['cluster.region']);
    expect(places({ region: 'us-iad-2' })).toEqual(['state.region']);
    expect(places({ endpointHost: 'anything.example' }, without)).toEqual([]);
  });

  it('may be anywhere behind another API, or at an address of its own', () => {
    const elsewhere = { endpointHost: 'us-ord-1.linodeobjects.com' };

    expect(places(elsewhere, { sources: { linodeApi: 'https://linode.acme.example' } })).toEqual([]);
    expect(places(elsewhere, { sources: { objectStorage: 'https://s3.acme.example' } })).toEqual([]);
  });
});
