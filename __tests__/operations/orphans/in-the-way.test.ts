import { inTheWayOf, mayBeInTheWay, OrphansInTheWay } from '../../../operations/orphans/in-the-way';
import { UNFINISHED_REVISION } from '../../../operations/orphans/kubernetes-things';
import type { Orphan } from '../../../operations/orphans/orphan';

const orphan = (type: string, stack?: string, obstacle?: string): Orphan => ({
  ...{ type, id: '1', name: `${type} of ${stack ?? 'nobody'}`, obstacle },
  wanted: stack === undefined ? undefined : { stack: stack as 'cluster', address: `${type}.it`, type, name: 'it' },
});
const names = (orphans: readonly Orphan[]) => orphans.map(({ name }) => name);

describe('what is in the way of a stack', () => {
  const found = [
    orphan('linode_lke_cluster', 'cluster', 'it has 2 pools'),
    orphan('linode_firewall', 'cluster'),
    orphan('linode_domain', 'system'),
    orphan('linode_volume'),
    orphan(UNFINISHED_REVISION),
  ];
  const inTheWay = (releases: boolean) => {
    const { takeable, blocking } = inTheWayOf({ id: 'cluster' }, found, releases);
    return { takeable: names(takeable), blocking: names(blocking) };
  };

  it('is what it would make itself: what it can take over, and what an obstacle keeps from that', () => {
    expect(inTheWay(false)).toEqual({
      takeable: ['linode_firewall of cluster'],
      blocking: ['linode_lke_cluster of cluster'],
    });
  });

  it('is a revision that helm did not finish, where it changes releases', () => {
    expect(inTheWay(true).blocking).toEqual(['linode_lke_cluster of cluster', `${UNFINISHED_REVISION} of nobody`]);
  });

  it('is told one by one, each with its way out', () => {
    const { problems } = new OrphansInTheWay(found.slice(0, 2));

    expect(problems).toMatchObject([
      { severity: 'error', fix: expect.any(String) as string },
      { severity: 'error', fix: expect.stringContaining('apply cluster --take-over') as string },
    ]);
  });
});

describe('what was not seen', () => {
  const may = (unseen: string[], types: string[], releases = false) =>
    mayBeInTheWay(
      { unseen },
      types.map((type) => ({ type })),
      releases,
    );

  it('may be in the way where it is of a kind that is made', () => {
    expect(may(['linode_domain'], ['linode_firewall', 'linode_domain_record'])).toBe(true);
    expect(may(['kubernetes_', 'helm_'], ['helm_release'])).toBe(true);
    expect(may([''], ['linode_vpc'])).toBe(true);
  });

  it('holds up nothing that makes none of its kind', () => {
    expect(may(['linode_domain'], ['linode_firewall', 'kubernetes_namespace_v1'])).toBe(false);
    expect(may([], ['linode_firewall'])).toBe(false);
    expect(may([''], [])).toBe(false);
  });

  it('may be a revision that is not finished, where releases change', () => {
    expect(may(['kubernetes_', 'helm_'], [], true)).toBe(true);
    expect(may(['kubernetes_', 'helm_'], [], false)).toBe(false);
    expect(may(['linode_'], [], true)).toBe(false);
  });
});
