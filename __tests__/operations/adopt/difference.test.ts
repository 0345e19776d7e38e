import { differences } from '../../../operations/adopt/difference';

const PLACE = { stack: 'cluster', address: 'linode_lke_cluster.cluster' } as const;
const changed = (before: unknown, after: unknown) =>
  differences(PLACE, [{ attribute: 'tags', before, after }]).length === 1;

describe('a difference', () => {
  it('names its place', () => {
    expect(differences(PLACE, [{ attribute: 'tags', before: ['a'], after: ['b'] }])).toEqual([
      { ...PLACE, attribute: 'tags', before: ['a'], after: ['b'] },
    ]);
  });

  it.each([
    ['order of a list', ['a', 'b'], ['b', 'a']],
    ['order of keys', [{ key: 'a', value: 'b' }], [{ value: 'b', key: 'a' }]],
    ['absence of nothing', undefined, undefined],
  ])('is no other %s', (_what, before, after) => {
    expect(changed(before, after)).toBe(false);
  });

  it.each([
    ['missing entry', ['a', 'b'], ['a']],
    ['other value inside', [{ key: 'a', value: 'b' }], [{ key: 'a', value: 'c' }]],
    ['false for nothing', undefined, false],
  ])('is a %s', (_what, before, after) => {
    expect(changed(before, after)).toBe(true);
  });
});
