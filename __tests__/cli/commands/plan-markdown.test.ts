import { planMarkdown } from '../../../cli/commands/plan-markdown';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import type { PlannedStack } from '../../../operations/deploy/plan';
import type { Change } from '../../../operations/plan-review/plan-summary';

describe('plans as a comment on a pull request', () => {
  const change = (action: Change['action'], address: string): Change => ({
    address,
    action,
    reasons: [],
    objects: [],
    attributes: [],
  });
  const planned = (changes: Change[]): PlannedStack => ({
    stack: 'production',
    status: 'changes',
    file: 'production.tfplan',
    refusals: [],
    wanted: [],
    paidFor: undefined,
    summary: {
      counts: { import: 0, create: 1, update: 1, replace: 0, destroy: 0, move: 0, forget: 0 },
      changes,
      outputs: [],
      changedOutside: [],
      locked: [],
      waysBack: [],
      inverseBlocks: NO_BLOCKS,
    },
  });

  it('has one line per stack, with the changes folded below it', () => {
    const comment = planMarkdown(
      [
        { stack: 'cluster', status: 'unchanged' },
        planned([
          change('create', 'linode_lke_node_pool.pool["a"]'),
          change('update', 'kubernetes_resource_quota_v1.q'),
        ]),
        { stack: 'staging', status: 'waits', waitsFor: ['cluster'] },
      ],
      undefined,
    );

    expect(comment).toBe(
      [
        '## Plan',
        '',
        '<b>cluster</b>: no changes',
        '',
        '<details><summary><b>production</b>: 1 to add, 1 to change</summary>',
        '',
        '```diff',
        '+ linode_lke_node_pool.pool["a"]',
        '! kubernetes_resource_quota_v1.q',
        '```',
        '',
        '</details>',
        '',
        '<b>staging</b>: waits for cluster',
        '',
        '',
      ].join('\n'),
    );
  });

  it('has what stands below a resource with its sign in front, in a fence that no value ends', () => {
    const attributes = [{ path: 'values', lines: ['-a: ```', '+a: 2'] }];
    const pool = { kind: 'node pool', name: 'general (7)', action: 'destroy' as const, reasons: [], attributes: [] };
    const comment = planMarkdown([planned([{ ...change('update', 'a.b'), attributes, objects: [pool] }])], undefined);

    expect(comment.split('\n').slice(4, -4)).toEqual([
      '````diff',
      '! a.b',
      '        values:',
      '-       a: ```',
      '+       a: 2',
      '-     node pool general (7)',
      '````',
    ]);
  });

  it('says only the numbers where the changes are too long for a comment', () => {
    const many = Array.from({ length: 3000 }, (_, index) => change('create', `linode_lke_node_pool.pool["p${index}"]`));
    const comment = planMarkdown([planned(many)], undefined);

    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('- **production**: 1 to add, 1 to change');
    expect(comment).toContain('too long for a comment');
  });
});
