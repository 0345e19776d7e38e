import type { HeldLock } from '../../../operations/object-storage/locks';
import type { Orphan } from '../../../operations/orphans/orphan';
import { orphanReport, orphanReports } from '../../../operations/orphans/report';

const pool: Orphan = {
  type: 'linode_lke_node_pool',
  id: '7,9',
  name: 'production-general',
  mark: 'it has the tag environment-pool',
};
const wanted = {
  stack: 'production' as const,
  address: 'linode_lke_node_pool.pool["general"]',
  type: pool.type,
  name: pool.name,
};
const fixOf = (orphan: Orphan, allPlanned = true) => orphanReport(orphan, { allPlanned }).fix;

describe('the report of an orphan', () => {
  it('says what it is, and offers to take it over or to remove it', () => {
    expect(orphanReport({ ...pool, wanted })).toEqual({
      where: 'stack production, linode_lke_node_pool.pool["general"]',
      what: 'the node pool production-general (7,9) exists, and no state holds it: it has the tag environment-pool',
      fix:
        'let the stack take it over: npx lke-platform apply production --take-over; ' +
        'or remove it: npx lke-platform orphans --remove linode_lke_node_pool:7,9',
    });
  });

  it('calls a pool without a label by its id', () => {
    expect(orphanReport({ ...pool, name: '' }).what).toMatch(/^the node pool \(7,9\) exists/);
  });

  it('offers the removal alone where no stack wants it, and says so where not every stack was planned', () => {
    expect(fixOf(pool)).toBe('remove it: npx lke-platform orphans --remove linode_lke_node_pool:7,9');
    expect(fixOf(pool, false)).toMatch(/^see whether a stack takes it over: npx lke-platform plan; or remove it: /);
  });

  it('never offers to remove what does not carry a mark of the platform', () => {
    expect(fixOf({ ...pool, mark: undefined, wanted })).not.toContain('--remove');
  });

  it('says what comes first where it is protected', () => {
    expect(fixOf({ ...pool, protectedBy: 'deletionProtection' })).toMatch(
      /first set deletionProtection: false .*then npx/,
    );
  });

  it('says how to take over what an import alone would harm', () => {
    const obstacle = 'it has 3 pools: take it over as docs/guides/adopt.md says';

    expect(fixOf({ ...pool, wanted, obstacle })).toBe(obstacle);
  });

  it('has a way out of a revision that helm did not finish', () => {
    const revision = {
      type: 'helm_revision',
      id: 'monitoring/loki/2',
      name: 'monitoring/loki',
      mark: 'pending-upgrade',
    };

    expect(fixOf(revision)).toContain('npx lke-platform orphans --remove helm_revision:monitoring/loki/2');
  });

  it('has helm remove a release that no stack wants, which knows what belongs to it', () => {
    const release = { type: 'helm_release', id: 'monitoring/loki', name: 'monitoring/loki', mark: 'it is there' };

    expect(fixOf(release)).toBe('if nobody needs it, uninstall it: helm uninstall loki --namespace monitoring');
  });

  it('is one for all while somebody is at work, and then removes nothing', () => {
    const lock: HeldLock = { stateKey: 'acme/cluster.tfstate', id: '1', operation: 'apply', who: 'jane', created: '' };
    const reports = orphanReports({ orphans: [pool, pool], locks: [lock] });

    expect(reports).toHaveLength(1);
    expect(reports[0]?.what).toContain('acme/cluster.tfstate is locked by jane');
    expect(reports[0]?.fix).not.toContain('--remove');
  });
});
