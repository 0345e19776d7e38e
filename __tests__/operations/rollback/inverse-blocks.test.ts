import type { ChangeJson, ResourceChangeJson } from '../../../operations/engine/plan-json';
import { blocksJson, hasBlocks, inverseBlocks, NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';

const resource = (
  address: string,
  change: Partial<ChangeJson>,
  more: Partial<ResourceChangeJson> = {},
): ResourceChangeJson => ({
  address,
  mode: 'managed',
  type: address.split('.')[0] ?? '',
  change: { actions: ['no-op'], ...change },
  ...more,
});
const blocksOf = (...changes: ResourceChangeJson[]) =>
  inverseBlocks({ format_version: '1.2', resource_changes: changes });

describe('the inverse blocks', () => {
  it('move back what was moved', () => {
    const moved = resource('linode_firewall.new', { actions: ['update'] }, { previous_address: 'linode_firewall.old' });

    expect(blocksJson(blocksOf(moved))).toEqual({
      moved: [{ from: 'linode_firewall.new', to: 'linode_firewall.old' }],
    });
  });

  it('move nothing back that was destroyed under its former address: nothing has the new one', () => {
    const gone = resource('linode_firewall.new', { actions: ['delete'] }, { previous_address: 'linode_firewall.old' });
    const replaced = resource(
      'linode_vpc.new',
      { actions: ['delete', 'create'] },
      { previous_address: 'linode_vpc.old' },
    );

    expect(hasBlocks(blocksOf(gone))).toBe(false);
    expect(blocksOf(gone, replaced).moved).toEqual([{ from: 'linode_vpc.new', to: 'linode_vpc.old' }]);
  });

  it.each([
    ['linode_lke_node_pool', { id: '9', cluster_id: 7 }, '7,9'],
    ['linode_domain_record', { id: '9', domain_id: 7 }, '7,9'],
    ['linode_firewall_device', { id: '9', firewall_id: 7 }, '7,9'],
    ['linode_object_storage_bucket', { id: 'x', region: 'nl-ams', label: 'a' }, 'nl-ams:a'],
    ['linode_lock', { id: '9' }, '9'],
    ['kubernetes_role_v1', { id: 'x', metadata: [{ namespace: 'env-a', name: 'b' }] }, 'env-a/b'],
    ['helm_release', { id: 'b', namespace: 'a', name: 'b' }, 'a/b'],
  ])('import %s again that is forgotten, by its id', (type, before, id) => {
    const forgotten = resource(`${type}.it`, { actions: ['forget'], before });

    expect(blocksJson(blocksOf(forgotten))).toEqual({ import: [{ to: `${type}.it`, id }] });
  });

  it('remove what was imported, without destroying it', () => {
    const imported = resource('linode_firewall.it["a"]', { importing: { id: '7' } });

    expect(blocksJson(blocksOf(imported))).toEqual({
      removed: [{ from: 'linode_firewall.it', lifecycle: { destroy: false } }],
    });
  });

  it('leave to the engine an instance beside others that were not imported', () => {
    const blocks = blocksOf(
      resource('linode_firewall.it["a"]', { importing: { id: '7' } }),
      resource('linode_firewall.it["b"]', {}),
    );

    expect(blocks).toEqual({ ...NO_BLOCKS, forgotten: ['linode_firewall.it["a"]'] });
    expect(hasBlocks(blocks)).toBe(false);
  });

  it('are none for what is only changed, made or destroyed', () => {
    const changes = (['create', 'update', 'delete'] as const).map((action) =>
      resource('linode_vpc.a', { actions: [action] }),
    );

    expect(blocksOf(...changes)).toEqual(NO_BLOCKS);
  });
});
