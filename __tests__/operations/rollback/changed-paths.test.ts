import { changedPaths } from '../../../operations/rollback/changed-paths';

describe('what an update changes', () => {
  const paths = (before: object, after: object, unknown: object = {}) =>
    changedPaths({ actions: ['update'], before, after, after_unknown: unknown }).map(({ path, directions }) => [
      path,
      ...directions,
    ]);

  it('is each value, by its path in the schema', () => {
    const pool = (count: number) => ({ label: 'a', pool: [{ count, labels: { 'a.b': 'c' } }], tags: ['x'] });

    expect(paths(pool(3), pool(2))).toEqual([['pool.count', 'lowered']]);
    expect(changedPaths({ actions: ['update'], before: pool(1), after: pool(2) })[0]?.at).toEqual(['pool', 0, 'count']);
  });

  it('is a key of a map that comes or goes', () => {
    expect(paths({ labels: { a: '1' } }, { labels: { b: '1' } })).toEqual([
      ['labels.a', 'removed'],
      ['labels.b', 'added'],
    ]);
  });

  it('is a list as a whole that gets longer or loses something', () => {
    const list = (...names: string[]) => ({ pool: names.map((name) => ({ name })) });

    expect(paths(list('a', 'b'), list('a', 'b', 'c'))).toEqual([['pool', 'added']]);
    expect(paths(list('a', 'b'), list('b', 'c', 'd'))).toEqual([['pool', 'removed']]);
    expect(paths(list('a', 'b'), list())).toEqual([['pool', 'removed']]);
    expect(paths({ ips: ['1'] }, { ips: ['2'] })).toEqual([['ips', 'removed']]);
  });

  it('is what is inside a single block, also of one that was not there', () => {
    const plane = (acl: object[]) => ({ control_plane: [{ high_availability: false, acl }] });

    expect(paths(plane([]), plane([{ enabled: true, addresses: [{ ipv4: ['10.0.0.0/8'], ipv6: [] }] }]))).toEqual([
      ['control_plane.acl.enabled', 'added', 'switched-on'],
      ['control_plane.acl.addresses.ipv4', 'added'],
    ]);
  });

  it('is nothing where one empty value stands for another', () => {
    expect(paths({ a: null, b: '', c: [], d: {} }, { a: [], b: null, c: null, d: null })).toEqual([]);
  });

  it('may be anything where the value is not known yet', () => {
    expect(paths({ firewall_id: 1 }, {}, { firewall_id: true })).toEqual([
      ['firewall_id', 'added', 'removed', 'switched-on', 'lowered'],
    ]);
  });
});
