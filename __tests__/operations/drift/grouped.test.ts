import { judge, NO_POLICY } from '../../../model/rules/drift/judge';
import type { Difference } from '../../../model/rules/drift/difference';
import { grouped } from '../../../operations/drift/grouped';
import { difference } from '../../support/drift';

const groupsOf = (...differences: Partial<Difference>[]) =>
  grouped(judge(differences.map(difference), NO_POLICY, '2026-11-28')).map(({ addresses }) => addresses.length);

describe('findings', () => {
  it('that say the same are one group', () => {
    expect(groupsOf({ address: 'a' }, { address: 'b' }, { address: 'c', after: 'other' })).toEqual([2, 1]);
  });

  it('of objects of a release that are gone are one group, wherever they were', () => {
    const gone = (name: string): Partial<Difference> => ({
      ...{ kind: 'helm_release/Service', path: [], action: 'removed', after: undefined },
      ...{ before: `monitoring/${name}`, address: `helm_release.a/Service/monitoring/${name}` },
    });

    expect(groupsOf(gone('a'), gone('b'), gone('c'))).toEqual([3]);
  });
});
