import type { ChangeJson, ResourceChangeJson } from '../../../operations/engine/plan-json';
import { summarize } from '../../../operations/plan-review/plan-summary';

describe('the summary of a plan', () => {
  const change = (actions: ChangeJson['actions'], more: Partial<ChangeJson> = {}): ChangeJson => ({ actions, ...more });
  const resource = (name: string, content: ChangeJson, more: Partial<ResourceChangeJson> = {}): ResourceChangeJson => ({
    address: `linode_vpc.${name}`,
    mode: 'managed',
    type: 'linode_vpc',
    change: content,
    ...more,
  });
  const of = (...resource_changes: ResourceChangeJson[]) => summarize({ format_version: '1.2', resource_changes });
  const ACTIONS: [string, ChangeJson['actions']][] = [
    ['create', ['create']],
    ['update', ['update']],
    ['replace', ['delete', 'create']],
    ['replace', ['create', 'delete']],
    ['destroy', ['delete']],
    ['forget', ['forget']],
  ];

  it.each(ACTIONS)('has the action %s for %j', (action, actions) => {
    expect(of(resource('v', change(actions))).changes).toMatchObject([{ address: 'linode_vpc.v', action }]);
  });

  it('leaves out what stays, and what is only read', () => {
    const read = { ...resource('d', change(['read'])), mode: 'data' as const };

    expect(of(resource('v', change(['no-op'])), read).changes).toEqual([]);
  });

  it('counts what is made, changed, replaced and destroyed', () => {
    const { counts } = of(...ACTIONS.map(([, actions], index) => resource(String(index), change(actions))));

    expect(counts).toEqual({ import: 0, create: 1, update: 1, replace: 2, destroy: 1, move: 0, forget: 1 });
  });

  it('says why something is replaced or destroyed', () => {
    const replace_paths = [['region'], ['pool', 0, 'type']];
    const forced = resource('a', change(['delete', 'create'], { replace_paths }));
    const tainted = resource('b', change(['delete', 'create']), { action_reason: 'replace_because_tainted' });
    const gone = resource('c', change(['delete']), { action_reason: 'delete_because_each_key' });

    expect(of(forced, tainted, gone).changes.map(({ reasons }) => reasons)).toEqual([
      ['region cannot be changed in place', 'pool[0].type cannot be changed in place'],
      ['it is tainted'],
      ['its key is no longer part of the stack'],
    ]);
  });

  it('names what only moves or is imported', () => {
    const moved = resource('a', change(['no-op']), { previous_address: 'linode_vpc.old' });
    const imported = resource('b', change(['no-op'], { importing: { id: '1' } }));

    expect(of(moved, imported).changes).toMatchObject([
      { action: 'move', previousAddress: 'linode_vpc.old' },
      { action: 'import', importing: '1' },
    ]);
  });

  it('counts what is taken over, though it is changed by that', () => {
    const taken = change(['update'], { before: { label: 'a' }, after: { label: 'b' }, importing: { id: '7' } });
    const { counts, changes } = of(resource('v', taken));

    expect(counts).toMatchObject({ import: 1, update: 1 });
    expect(changes).toMatchObject([{ action: 'update', importing: '7' }]);
  });

  it('counts the objects inside a resource that come and go', () => {
    const sides = { before: { pool: [{ id: 1 }, { id: 2 }] }, after: { pool: [{ id: 1 }] } };
    const cluster = { ...resource('c', change(['update'], sides)), type: 'linode_lke_cluster' };

    expect(of(cluster).counts).toMatchObject({ update: 1, destroy: 1 });
  });

  it('names outputs that change, without their values', () => {
    const output_changes = { a: change(['create'], { after: 'secret' }), b: change(['no-op']), c: change(['delete']) };

    expect(summarize({ format_version: '1.2', output_changes }).outputs).toEqual([
      { name: 'a', action: 'create' },
      { name: 'c', action: 'destroy' },
    ]);
  });

  it('names what was changed outside of the engine', () => {
    const resource_drift = [resource('v', change(['delete']))];

    expect(summarize({ format_version: '1.2', resource_drift }).changedOutside).toMatchObject([
      { address: 'linode_vpc.v', action: 'destroy' },
    ]);
  });
});
