import { judge, NO_POLICY } from '../../../model/rules/drift/judge';
import type { Difference } from '../../../model/rules/drift/difference';
import { SEVERITIES } from '../../../model/rules/drift/finding';
import { grouped, identityOf } from '../../../operations/drift/grouped';
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

  it('come with the most severe group first', () => {
    const minor = { kind: 'linode_domain', path: ['ttl_sec'], address: 'linode_domain.zone' };
    const findings = judge([minor, { address: 'major' }].map(difference), NO_POLICY, '2026-11-28');
    const severities = grouped(findings).map(({ severity }) => severity);

    expect(new Set(severities).size).toBe(2);
    expect(severities).toEqual([...severities].sort((a, b) => SEVERITIES.indexOf(b) - SEVERITIES.indexOf(a)));
    expect(grouped([...findings].reverse()).map(({ severity }) => severity)).toEqual(severities);
  });

  it('are not one group where one of them is accepted, or somebody else did it', () => {
    const [finding] = judge([difference({})], NO_POLICY, '2026-11-28');
    const accepted = { until: '2027-01-01', because: 'agreed' } as unknown as NonNullable<typeof finding>['accepted'];
    const by = { who: 'jane', when: '2026-11-28T06:00:00Z', source: 'linode-events' } as const;

    expect(grouped([finding!, { ...finding!, accepted }, { ...finding!, by }, finding!])).toHaveLength(3);
  });

  it('are recognized another day by what they are about, and not by who did it or how severe it is', () => {
    const own = difference({});

    expect(identityOf({ ...own, by: { who: 'jane', when: '', source: 'linode-events' } })).toBe(identityOf(own));
    expect(identityOf({ ...own, before: 'other' })).toBe(identityOf(own));
    for (const other of [
      { stack: 'staging' as const },
      { address: 'x' },
      { path: ['y'] },
      { action: 'added' as const },
      { after: 'z' },
    ]) {
      expect(identityOf({ ...own, ...other })).not.toBe(identityOf(own));
    }
  });
});
