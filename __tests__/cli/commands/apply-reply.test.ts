import { applyReply } from '../../../cli/commands/apply-reply';
import { coloursFor } from '../../../cli/conventions/colours';
import { NO_BLOCKS } from '../../../operations/rollback/inverse-blocks';
import type { AppliedStack } from '../../../operations/deploy/apply';
import type { NodeCheck } from '../../../operations/deploy/check-nodes';

describe('the answer of an apply', () => {
  const colours = coloursFor({ write: () => undefined }, {});
  const summary = {
    counts: { import: 0, create: 2, update: 0, replace: 0, destroy: 0, move: 0, forget: 0 },
    changes: [],
    outputs: [],
    changedOutside: [],
    locked: [],
    waysBack: [],
    inverseBlocks: NO_BLOCKS,
  };
  const applied = (nodes?: NodeCheck): AppliedStack => ({
    stack: 'cluster',
    status: 'applied',
    summary,
    snapshot: undefined,
    configuration: undefined,
    rollback: undefined,
    nodes,
  });
  const reply = (...stacks: AppliedStack[]) => applyReply(stacks, []);

  it('is fine when everything is done', () => {
    const answer = reply({ stack: 'state', status: 'unchanged' }, applied({ ready: 3, notReady: [] }));

    expect(answer.exitCode).toBe(0);
    expect(answer.text(colours)).toBe('state: no changes\ncluster: done (2 added), 3 nodes ready');
  });

  it('says what was not begun, and because of what', () => {
    const error = new Error('Not today');
    const skipped: AppliedStack = { stack: 'system', status: 'skipped', because: 'cluster' };
    const answer = reply({ stack: 'cluster', status: 'failed', error }, skipped);

    expect(answer.exitCode).toBe(1);
    expect(answer.text(colours)).toContain('system: not begun, because cluster was not applied');
    expect(answer.warnings).toEqual([{ where: 'stack cluster', what: 'Not today' }]);
  });

  it('is an error when somebody said no', () => {
    expect(reply({ stack: 'cluster', status: 'declined', summary }).exitCode).toBe(1);
  });

  it.each([
    ['are not ready', { ready: 2, notReady: ['1-2-3'] }, '1 of its nodes are not ready: 1-2-3'],
    ['could not be looked at', { notChecked: 'LINODE_TOKEN is not set' }, 'was not checked: LINODE_TOKEN is not set'],
  ])('has found something when nodes %s', (_, nodes, what) => {
    const { exitCode, warnings } = reply(applied(nodes));

    expect(exitCode).toBe(2);
    expect(warnings?.[0]?.what).toContain(what);
  });

  it('says what of a failure was gone back from by itself', () => {
    const failed: AppliedStack = { stack: 'staging', status: 'failed', error: new Error('Not today') };
    const problem = { severity: 'warning' as const, what: 'gone back from #12', fix: 'rollback verify' };
    const back = { stack: 'staging', rollback: 'staging/1', status: 'gone-back' as const, problems: [problem] };
    const answer = applyReply([failed], [], [back]);

    expect(answer.exitCode).toBe(1);
    expect(answer.result).toMatchObject({
      rollbacks: [{ stack: 'staging', rollback: 'staging/1', status: 'gone-back' }],
    });
    expect(answer.warnings).toContainEqual(problem);
  });
});
