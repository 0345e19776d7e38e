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

  it.each([
    'linode_lke_cluster',
    'linode_lke_node_pool',
    'linode_object_storage_bucket',
    'linode_domain',
    'linode_vpc',
    'linode_vpc_subnet',
    'kubernetes_namespace_v1',
  ])('is told of %s, which nobody gets back as it was', (type) => {
    const change = { actions: ['delete' as const, 'create' as const] };
    const planned = {
      address: `${type}.it`,
      type,
      mode: 'managed' as const,
      change,
      action_reason: 'replace_because_tainted',
    };

    expect(taintedInState(state(resource(type, 'it', [TAINTED])))).toHaveLength(1);
    expect(taintedInPlan({ format_version: '1.2', resource_changes: [planned] })).toHaveLength(1);
  });

  it('is not what has another status', () => {
    expect(taintedInState(state(resource('linode_domain', 'zone', [{ status: 'planned' }, {}])))).toEqual([]);
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
