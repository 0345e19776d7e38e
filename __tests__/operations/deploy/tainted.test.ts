import type { StateJson } from '../../../operations/engine/state-json';
import { taintedInPlan, taintedInState, taintProblems } from '../../../operations/deploy/tainted';

const resource = (type: string, name: string, instances: object[]) => ({ mode: 'managed', type, name, instances });
const state = (...resources: object[]) => ({ serial: 1, lineage: 'x', outputs: {}, resources }) as unknown as StateJson;
const TAINTED = { status: 'tainted' };

describe('what is tainted', () => {
  it('is found in a state by its address, if others live in it or it holds data', () => {
    const found = taintedInState(
      state(
        resource('linode_lke_cluster', 'cluster', [TAINTED]),
        resource('linode_lke_node_pool', 'pool', [{ index_key: 'general' }, { index_key: 'more', ...TAINTED }]),
        resource('linode_object_storage_bucket', 'state', [{}]),
        resource('helm_release', 'loki', [TAINTED]),
      ),
    );

    expect(found.map(({ address }) => address)).toEqual([
      'linode_lke_cluster.cluster',
      'linode_lke_node_pool.pool["more"]',
    ]);
  });

  it('is found in a plan by why it is replaced', () => {
    const change = { mode: 'managed' as const, change: { actions: ['delete' as const, 'create' as const] } };
    const plan = {
      format_version: '1.2',
      resource_changes: [
        { ...change, address: 'a', type: 'linode_lke_cluster', action_reason: 'replace_because_tainted' },
        { ...change, address: 'b', type: 'linode_lke_cluster', action_reason: 'replace_because_cannot_update' },
        { ...change, address: 'c', type: 'helm_release', action_reason: 'replace_because_tainted' },
      ],
    };

    expect(taintedInPlan(plan).map(({ address }) => address)).toEqual(['a']);
  });

  it('comes with a command that a shell takes', () => {
    const place = { stack: 'production', folder: 'cdktf.out/stacks/production', engine: { command: 'tofu' } };
    const [problem] = taintProblems([{ address: 'linode_lke_node_pool.pool["more"]', thing: 'the node pool' }], place);

    expect(problem?.fix).toContain(
      `tofu -chdir=cdktf.out/stacks/production untaint 'linode_lke_node_pool.pool["more"]'. If`,
    );
  });
});
