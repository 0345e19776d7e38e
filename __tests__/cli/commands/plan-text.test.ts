import { countsText, planText } from '../../../cli/commands/plan-text';
import { coloursFor } from '../../../cli/conventions/colours';
import type { Change, PlanSummary } from '../../../operations/deploy/plan-summary';

describe('a plan in words', () => {
  const colours = coloursFor({ write: () => undefined }, {});
  const NONE = { create: 0, update: 0, replace: 0, destroy: 0 };
  const change = (more: Partial<Change>): Change => ({
    address: 'linode_lke_node_pool.pool["a"]',
    action: 'create',
    reasons: [],
    attributes: [],
    ...more,
  });
  const plan = (more: Partial<PlanSummary>): PlanSummary => ({
    counts: NONE,
    changes: [],
    outputs: [],
    changedOutside: [],
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

  it('names the outputs that change, what moved, and what was changed outside', () => {
    const changes = [change({ action: 'move', previousAddress: 'linode_vpc.old' })];
    const outputs = [{ name: 'node_pool_ids', action: 'update' as const }];

    expect(lines({ changes, outputs, changedOutside: ['linode_vpc.v'] }).slice(1)).toEqual([
      '   -> linode_lke_node_pool.pool["a"] (was linode_vpc.old)',
      '  outputs that change: node_pool_ids',
      '  changed outside: linode_vpc.v',
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
