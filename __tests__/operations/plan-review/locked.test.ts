import { lockedRefusals } from '../../../operations/deploy/refuse-locked';
import { fixFor } from '../../../operations/engine/known-errors';
import type { ChangeJson, ResourceChangeJson } from '../../../operations/engine/plan-json';
import { summarize } from '../../../operations/plan-review/plan-summary';

describe('what a plan would delete although it is locked', () => {
  const resource = (type: string, address: string, change: ChangeJson): ResourceChangeJson => ({
    ...{ address, type, mode: 'managed' },
    change,
  });
  const lockOn = (entity_type: string, entity_id: number, actions: ChangeJson['actions'] = ['no-op']) =>
    resource('linode_lock', `linode_lock.${entity_type}`, { actions, before: { entity_type, entity_id } });
  const cluster = (change: ChangeJson) => resource('linode_lke_cluster', 'linode_lke_cluster.cluster', change);
  const pool = (type: string, disk_encryption = 'enabled') => ({
    id: 5,
    label: 'system-baseline',
    type,
    disk_encryption,
  });
  const update = (before: object, after: object): ChangeJson => ({
    actions: ['update'],
    before: { id: '7', pool: [before] },
    after: { id: '7', pool: [after] },
  });
  const find = (...resource_changes: ResourceChangeJson[]) =>
    summarize({ format_version: '1.2', resource_changes }).locked;

  it.each([
    ['instance type', pool('g6-standard-4'), pool('g6-standard-8')],
    ['disk encryption', pool('g6-standard-4'), pool('g6-standard-4', 'disabled')],
  ])('is a pool inside the cluster that gets another %s', (_what, before, after) => {
    expect(find(cluster(update(before, after)), lockOn('lkenodepool', 5))).toEqual([
      {
        address: 'linode_lke_cluster.cluster',
        name: 'node pool system-baseline (5)',
        lock: 'linode_lock.lkenodepool',
      },
    ]);
  });

  it('is that pool even where the same plan lifts the lock: nothing says that this happens first', () => {
    const change = cluster(update(pool('a'), pool('b')));

    expect(find(change, lockOn('lkenodepool', 5, ['delete']))).toHaveLength(1);
  });

  it('is neither a pool that stays, nor one that is not locked itself', () => {
    expect(find(cluster(update(pool('a'), { ...pool('a'), count: 3 })), lockOn('lkenodepool', 5))).toEqual([]);
    expect(find(cluster(update(pool('a'), pool('b'))), lockOn('lkenodepool', 6))).toEqual([]);
    expect(find(cluster(update(pool('a'), pool('b'))), lockOn('lkecluster', 5))).toEqual([]);
  });

  it.each([['delete'], ['delete', 'create']] as ChangeJson['actions'][])(
    'is a cluster that goes by %s while its lock stays, and not one whose lock is lifted before',
    (...actions) => {
      const gone = cluster({ actions, before: { id: '7' } });

      expect(find(gone, lockOn('lkecluster', 7))).toMatchObject([{ name: 'linode_lke_cluster.cluster' }]);
      expect(find(gone, lockOn('lkecluster', 7, ['delete']))).toEqual([]);
      expect(find(gone, lockOn('lkecluster', 7, ['delete', 'create']))).toEqual([]);
    },
  );

  it('is refused with the field and the commands that lift the lock', () => {
    const summary = summarize({
      format_version: '1.2',
      resource_changes: [cluster(update(pool('a'), pool('b'))), lockOn('lkenodepool', 5)],
    });
    const [refusal] = lockedRefusals({ id: 'cluster' }, summary);

    expect(refusal?.what).toBe(
      'node pool system-baseline (5) would be deleted, and Linode refuses that: linode_lock.lkenodepool is on it',
    );
    expect(refusal?.fix).toContain('set deletionLock: false');
    expect(refusal?.fix).toContain('npx lke-platform synth && npx lke-platform apply cluster');
  });

  it('is told by the error, too, where it was tried all the same', () => {
    const place = { stack: 'cluster', folder: 'cdktf.out/stacks/cluster', engine: { command: 'tofu' } };
    const refused =
      'failed to delete LKE pool 5: [400] The cannot_delete lock (Lock ID: 9) needs to be\n removed first';

    expect(fixFor(refused, place)).toContain('npx lke-platform synth && npx lke-platform apply cluster');
  });
});
