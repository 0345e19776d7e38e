import { explain } from '../../../publish/reference/explain';

const namesOf = (path: string) => explain(path).fields.map(({ name }) => name);

describe('a field of the platform file', () => {
  it('is explained by its path', () => {
    expect(explain('environments.production.nodePools[0].maxCount')).toEqual({
      path: 'environments.production.nodePools[0].maxCount',
      field: {
        name: 'maxCount',
        type: 'whole number',
        about: 'Largest number of nodes the autoscaler may add up to',
        allowed: expect.stringContaining('not less than count') as string,
        required: false,
        default: 'no autoscaler',
        source: expect.stringContaining('data-model.md, NodePool') as string,
        pages: expect.arrayContaining(['docs/data-model.md#nodepool']) as string[],
      },
      result: undefined,
      fields: [],
      results: [],
    });
  });

  it.each([
    ['environments.production.nodePools.count', 'whole number', true, undefined],
    ['environments.production.nodePools[].count', 'whole number', true, undefined],
    ['environments.production.nodePools.0.count', 'whole number', true, undefined],
    ['deletionProtection', 'true or false', false, 'true'],
    ['applications', 'list of ArgoApplication', false, 'none'],
    ['network', 'Network', false, 'the defaults of its fields'],
    ['network.vpc', 'Vpc', false, expect.any(String) as string],
    ['cluster.tier', 'one of the allowed', false, '"standard"'],
    ['observability.dashboards', 'list of whole number or text', false, 'none'],
    ['observability.alertRoutes', 'map of AlertRoute', false, 'none'],
    ['environments.system.quota.cpu', 'number or text', expect.any(Boolean) as boolean, expect.anything()],
  ])('%s is %s', (path, type, required, fallback) => {
    expect(explain(path).field).toMatchObject({ type, required });
    if (typeof required === 'boolean' && !required) expect(explain(path).field?.default).toEqual(fallback);
  });

  it('has no default and is not required where it is an entry of a list or map', () => {
    const entry = { required: false, default: undefined };

    expect(explain('environments.production.nodePools[1]').field).toMatchObject({ type: 'NodePool', ...entry });
    expect(explain('observability.alertRoutes.AnyName').field).toMatchObject({ type: 'AlertRoute', ...entry });
    expect(explain('environments.production.labels["a.example/b"]').field).toMatchObject({ type: 'text', ...entry });
  });

  it.each([
    ['nodePools', 'environments.system.nodePools'],
    ['nodePools.count', 'environments.system.nodePools.count'],
    ['systemPool', 'cluster.systemPool'],
  ])('is explained by its name alone where one kind of field has it: %s', (name, path) => {
    expect(explain(name)).toEqual(explain(path));
  });

  it('lists its own fields, and those of its entries', () => {
    expect(namesOf('observability.alertRoutes.AnyName')).toEqual(['channel', 'escalateTo', 'acknowledgeWithin']);
    expect(namesOf('environments.production.nodePools')).toEqual(
      expect.arrayContaining(['name', 'instanceType', 'count']),
    );
    expect(namesOf('')).toEqual(expect.arrayContaining(['apiVersion', 'name', 'cluster', 'environments']));
  });

  it('names what is known of it but not written', () => {
    const { results } = explain('environments.production');

    expect(results.map(({ name }) => name)).toEqual(expect.arrayContaining(['namespace', 'status']));
  });
});

describe('a field that is not written', () => {
  it.each([
    ['environments.production.namespace', /Derived, not written: the name, as env-<name>\.$/],
    ['environments.production.status', /Observed, not written; this shows it: npx lke-platform environment status/],
  ])('%s is explained all the same', (path, result) => {
    expect(explain(path)).toMatchObject({ path, field: undefined, result: expect.stringMatching(result) as string });
  });
});

describe('an unknown path', () => {
  it.each([
    ['clutser', 'platform.yaml has no field clutser; did you mean cluster?\nIts fields: apiVersion, '],
    ['environments.production.nodePools[2].max_cuont', 'has no field max_cuont; did you mean maxCount?'],
    ['region', 'has no field region; did you mean catalogue.regions.<key>?'],
    ['NodePool', 'has no field NodePool; did you mean environments.system.nodePools[]?'],
    ['cluster.constructor', 'cluster has no field constructor\n'],
    ['name.first', 'name has no fields'],
    ['owners[0][1]', 'owners[0] has no fields'],
  ])('%s is refused with the nearest one', (path, message) => {
    expect(() => explain(path)).toThrow(message);
  });
});
