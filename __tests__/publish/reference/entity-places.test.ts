import { entityPlaces, joined } from '../../../publish/reference/entity-places';

const paths = entityPlaces().map(({ entity, path }) => `${entity.name}: ${path}`);

describe('the places of entities', () => {
  it.each([
    ['the file itself', 'Platform: '],
    ['a field', 'Cluster: cluster'],
    ['entries of a list', 'NodePool: environments.system.nodePools[]'],
    ['entries of a map', 'AlertRoute: observability.alertRoutes.<key>'],
    ['places below others', 'Taint: environments.production.nodePools[].taints[]'],
  ])('are %s', (_, place) => {
    expect(paths).toContain(place);
  });

  it('come from the outer ones to the inner ones', () => {
    expect(paths.indexOf('Environments: environments')).toBeLessThan(paths.indexOf('Environment: environments.system'));
  });

  it('have fields below them', () => {
    expect([joined('', 'name'), joined('cluster', 'region')]).toEqual(['name', 'cluster.region']);
  });
});
