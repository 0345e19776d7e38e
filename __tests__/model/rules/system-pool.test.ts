import { systemPoolNamed } from '../../../model/rules/system-pool';
import { brokenPlaces } from '../../support/broken-places';

describe('the pool inside the cluster', () => {
  const places = (systemPool: string | undefined, ...names: string[]) =>
    brokenPlaces(systemPoolNamed, {
      cluster: { ...(systemPool !== undefined && { systemPool }) },
      environments: { system: { nodePools: names.map((name) => ({ name })) } },
    });

  it('is the only one of system, or the one that is named', () => {
    expect(places(undefined, 'one')).toEqual([]);
    expect(places('two', 'one', 'two')).toEqual([]);
    expect(places('three', 'one', 'two')).toEqual(['cluster.systemPool']);
  });

  it('is named where there are two: no order of a list decides it', () => {
    expect(places(undefined, 'one', 'two')).toEqual(['cluster.systemPool']);
    expect(places(undefined, 'one', 'two', 'three')).toEqual(['cluster.systemPool']);
  });
});
