import { countsText, planText } from '../../../cli/commands/plan-text';
import { coloursFor } from '../../../cli/conventions/colours';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import type { Change, PlanSummary } from '../../../operations/plan-review/plan-summary';

describe('a plan in words', () => {
  const colours = coloursFor({ write: () => undefined }, {});
  const NONE = { import: 0, create: 0, update: 0, replace: 0, destroy: 0, move: 0, forget: 0 };
  const change = (more: Partial<Change>): Change => ({
    address: 'linode_lke_node_pool.pool["a"]',
    action: 'create',
    reasons: [],
    objects: [],
    attributes: [],
    ...more,
  });
  const plan = (more: Partial<PlanSummary>): PlanSummary => ({
    counts: NONE,
    changes: [],
    outputs: [],
    changedOutside: [],
    locked: [],
    waysBack: [],
    inverseBlocks: NO_BLOCKS,
    ...more,
  });
  const lines = (more: Partial<PlanSummary>) => planText('production', plan(more), colours).split('\n');

  it('begins with the stack and the numbers', () => {
    expect(lines({ counts: { ...NONE, create: 2, destroy: 1 } })).toEqual(['production: 2 to add, 1 to destroy']);
  });

  it('has each address with the sign of its action', () => {
    const changes = (['create', 'update', 'replace', 'destroy'] as const).map((action) => change({ action }));

    expect(
      lines({ changes })
        .slice(1)
        .map((line) => line.slice(0, 5)),
    ).toEqual(['    +', '    ~', '  -/+', '    -']);
  });

  it('says why something is replaced, and what changes', () => {
    const attributes = [
      { path: 'type', before: '"a"', after: '"b"' },
      { path: 'id', before: '"1"', after: '(known after apply)' },
    ];
    const changes = [change({ action: 'replace', reasons: ['type cannot be changed in place'], attributes })];

    expect(lines({ changes }).slice(2)).toEqual([
      '        because type cannot be changed in place',
      '        type: "a" → "b"',
    ]);
  });

  it('shows the lines that differ of a long value', () => {
    const attributes = [{ path: 'values[0]', lines: [' a: 1', '-b: 2', '+b: 3'] }];

    expect(lines({ changes: [change({ action: 'update', attributes })] }).slice(2)).toEqual([
      '        values[0]:',
      '           a: 1',
      '          -b: 2',
      '          +b: 3',
    ]);
  });

  it('names the objects inside a resource one by one, below it', () => {
    const pool = { kind: 'node pool', reasons: [], attributes: [] };
    const objects = [
      { ...pool, name: 'general (7)', action: 'destroy' as const },
      {
        ...pool,
        name: 'baseline (5)',
        action: 'replace' as const,
        reasons: ['type cannot be changed in place'],
        attributes: [{ path: 'type', before: '"a"', after: '"b"' }],
      },
    ];

    expect(lines({ changes: [change({ action: 'update', objects })] }).slice(2)).toEqual([
      '        - node pool general (7)',
      '      -/+ node pool baseline (5)',
      '            because type cannot be changed in place',
      '            type: "a" → "b"',
    ]);
  });

  it('says what is taken over', () => {
    expect(
      lines({ counts: { ...NONE, import: 1 }, changes: [change({ action: 'import', importing: '7,8' })] }),
    ).toEqual(['production: 1 to take over', '   <- linode_lke_node_pool.pool["a"] (takes over 7,8)']);
  });

  it('names the outputs that change, what moved, and what was changed outside', () => {
    const changes = [change({ action: 'move', previousAddress: 'linode_vpc.old' })];
    const outputs = [{ name: 'node_pool_ids', action: 'update' as const }];

    const attributes = [{ path: 'label', before: '"a"', after: '"b"' }];
    const changedOutside = [
      { address: 'linode_vpc.v', action: 'update' as const, objects: [], attributes },
      { address: 'linode_vpc.w', action: 'destroy' as const, objects: [], attributes: [] },
    ];

    expect(lines({ changes, outputs, changedOutside }).slice(1)).toEqual([
      '   -> linode_lke_node_pool.pool["a"] (was linode_vpc.old)',
      '  outputs that change: node_pool_ids',
      '  changed outside: linode_vpc.v',
      '        label: "a" → "b"',
      '  changed outside: linode_vpc.w is gone',
    ]);
  });

  it('says so when only outputs change, or nothing that counts', () => {
    expect(countsText(plan({ outputs: [{ name: 'a', action: 'create' }] }))).toBe('only outputs change');
    expect(countsText(plan({}))).toBe('no resource changes');
  });

  it('speaks of what was done in the past', () => {
    expect(countsText(plan({ counts: { ...NONE, update: 1, replace: 2 } }), { done: true })).toBe(
      '1 changed, 2 replaced',
    );
  });
});
