import { examplePlatform } from './platforms';
import { schemaProblems } from './schema-check/check-stack';
import { synthesize, type StackJson } from './synthesize';

type Body = Record<string, unknown>;

const example = synthesize(examplePlatform()).stacks;

/** The problems of a stack of the example after the body at a path has got other arguments. */
function problemsWith(stack: string, path: readonly string[], changed: Body): string[] {
  const json = structuredClone(example[stack]) as unknown as Body;
  const body = path.reduce((at, key) => at[key] as Body, json);
  Object.assign(body, changed);
  return schemaProblems(JSON.parse(JSON.stringify(json)) as StackJson);
}

const clusterWith = (changed: Body) => problemsWith('cluster', ['resource', 'linode_lke_cluster', 'cluster'], changed);
const poolWith = (changed: Body) => problemsWith('production', ['resource', 'linode_lke_node_pool', 'pool'], changed);
const policyWith = (changed: Body) =>
  problemsWith('production', ['resource', 'kubernetes_network_policy_v1', 'namespace_policy_default_deny'], changed);

const CLUSTER = 'linode_lke_cluster.cluster';
const POOL = 'linode_lke_node_pool.pool';
const POLICY = 'kubernetes_network_policy_v1.namespace_policy_default_deny';

describe('an argument', () => {
  it('that the provider does not know is a problem', () => {
    expect(clusterWith({ kubernetes_version: '1.34' })).toEqual([
      `${CLUSTER}.kubernetes_version: there is no such argument`,
    ]);
  });

  it('that is required is missed, also where it is null', () => {
    const missing = [`${CLUSTER}.region: it is required`];

    expect(clusterWith({ region: undefined })).toEqual(missing);
    expect(clusterWith({ region: null })).toEqual(missing);
  });

  it('that only the provider sets is a problem', () => {
    expect(clusterWith({ kubeconfig: 'secret' })).toEqual([`${CLUSTER}.kubeconfig: only the provider sets it`]);
  });

  it.each([
    ['text for a number', { vpc_id: 'vpc' }, `${CLUSTER}.vpc_id: "vpc" is not a number`],
    ['a truth value for a number', { vpc_id: true }, `${CLUSTER}.vpc_id: true is not a number`],
    ['a number for a truth value', { apl_enabled: 1 }, `${CLUSTER}.apl_enabled: 1 is not a bool`],
    ['a list for text', { label: ['acme'] }, `${CLUSTER}.label: ["acme"] is not a string`],
    ['text for a set', { tags: 'acme' }, `${CLUSTER}.tags: "acme" is not a set of "string"`],
    ['a map for a set', { tags: { a: 'acme' } }, `${CLUSTER}.tags: {"a":"acme"} is not a set of "string"`],
    ['a list within a set', { tags: [['acme']] }, `${CLUSTER}.tags[0]: ["acme"] is not a string`],
  ])('of another type is a problem: %s', (_what, changed, problem) => {
    expect(clusterWith(changed)).toEqual([problem]);
  });

  it('that is a map takes no list, and its values are checked', () => {
    expect(poolWith({ labels: ['a'] })).toEqual([`${POOL}.labels: ["a"] is not a map of "string"`]);
    expect(poolWith({ labels: { a: {} } })).toEqual([`${POOL}.labels["a"]: {} is not a string`]);
  });

  it.each([
    ['a number as text', { vpc_id: '7' }],
    ['a truth value as text', { apl_enabled: 'false' }],
    ['text as a number', { k8s_version: 1.34 }],
    [
      'an expression',
      { vpc_id: '${one(linode_vpc.network_vpc).id}', tags: '${local.tags}', label: 'acme-${local.name}' },
    ],
    ['null where it may be missing', { vpc_id: null, tags: null }],
  ])('may be what Terraform converts: %s', (_what, changed) => {
    expect(clusterWith(changed)).toEqual([]);
  });

  it('with an escaped dollar sign is not an expression', () => {
    expect(clusterWith({ vpc_id: '$${seven}' })).toEqual([`${CLUSTER}.vpc_id: "$\${seven}" is not a number`]);
  });
});

describe('a block', () => {
  const spec = { pod_selector: {}, policy_types: ['Ingress'] };

  it('is checked inside', () => {
    expect(clusterWith({ pool: [{ type: 'g6-standard-2', size: 3 }] })).toEqual([
      `${CLUSTER}.pool[0].size: there is no such argument`,
    ]);
    expect(policyWith({ spec: { ...spec, ingress: [{ from: [{ ip_block: { cidr: {} } }] }] } })).toEqual([
      `${POLICY}.spec.ingress[0].from[0].ip_block.cidr: {} is not a string`,
    ]);
  });

  it('is not a value', () => {
    expect(clusterWith({ pool: 'g6-standard-2' })).toEqual([`${CLUSTER}.pool: it is a block, not a value`]);
    expect(clusterWith({ pool: ['g6-standard-2'] })).toEqual([`${CLUSTER}.pool[0]: it is a block, not a value`]);
  });

  it('may not be missing where one is demanded', () => {
    expect(policyWith({ spec: undefined })).toEqual([`${POLICY}.spec: 0 blocks are fewer than 1`]);
    expect(policyWith({ spec: [] })).toEqual([`${POLICY}.spec: 0 blocks are fewer than 1`]);
    expect(policyWith({ spec: { policy_types: ['Ingress'] } })).toEqual([
      `${POLICY}.spec.pod_selector: 0 blocks are fewer than 1`,
    ]);
  });

  it('may not come more often than it is taken', () => {
    expect(policyWith({ spec: [spec, spec] })).toEqual([`${POLICY}.spec: 2 blocks are more than 1`]);
    expect(clusterWith({ timeouts: [{ create: '40m' }, { create: '50m' }] })).toEqual([
      `${CLUSTER}.timeouts: 2 blocks are more than 1`,
    ]);
  });
});

describe('a dynamic block', () => {
  const taint = { key: '${taint.value}', value: 'x', effect: 'NoSchedule' };
  const poolWithDynamic = (dynamic: unknown) => poolWith({ node_count: 1, dynamic });

  it('is checked inside', () => {
    expect(
      poolWithDynamic({ taint: { for_each: '${each.value.taints}', content: { ...taint, operator: 'Equal' } } }),
    ).toEqual([`${POOL}.dynamic.taint.content.operator: there is no such argument`]);
    expect(poolWithDynamic({ taint: { for_each: [1], content: { key: 'a', value: 'b' } } })).toEqual([
      `${POOL}.dynamic.taint.content.effect: it is required`,
    ]);
  });

  it('has elements and content, and nothing unknown', () => {
    expect(poolWithDynamic({ taint: { content: taint } })).toEqual([`${POOL}.dynamic.taint.for_each: it is required`]);
    expect(poolWithDynamic({ taint: { for_each: [] } })).toEqual([`${POOL}.dynamic.taint.content: it is required`]);
    expect(poolWithDynamic({ taint: { for_each: [], each: 'x', content: taint } })).toEqual([
      `${POOL}.dynamic.taint.each: there is no such argument`,
    ]);
    expect(poolWithDynamic({ taint: 'x' })).toEqual([`${POOL}.dynamic.taint: it is a block, not a value`]);
  });

  it('makes blocks that there are', () => {
    expect(poolWithDynamic({ tags: { for_each: [], content: {} } })).toEqual([
      `${POOL}.dynamic.tags: there is no such block`,
    ]);
  });

  it('is counted by its literal elements, beside the blocks that are written out', () => {
    const acl = (given: Body) => clusterWith({ control_plane: { ...given } });
    const content = { enabled: true };

    expect(acl({ dynamic: { acl: { for_each: [1, 2], content } } })).toEqual([
      `${CLUSTER}.control_plane.acl: 2 blocks are more than 1`,
    ]);
    expect(acl({ acl: content, dynamic: [{ acl: { for_each: { a: 1 }, content } }] })).toEqual([
      `${CLUSTER}.control_plane.acl: 2 blocks are more than 1`,
    ]);
    expect(acl({ dynamic: { acl: { for_each: '${var.acls}', content } } })).toEqual([]);
  });

  it('satisfies the demand for a block where only the engine knows its elements', () => {
    const spec = { policy_types: [], dynamic: { pod_selector: { for_each: '${var.selectors}', content: {} } } };

    expect(policyWith({ spec })).toEqual([]);
  });
});

describe('the arguments that the engine reads', () => {
  it.each([
    ['count beside for_each', { count: 1 }, `${POOL}: count and for_each exclude each other`],
    ['a list in for_each', { for_each: ['a'] }, `${POOL}.for_each: ["a"] is not a map`],
    [
      'a count that is not a number',
      { for_each: undefined, count: 'many' },
      `${POOL}.count: "many" is not a whole number`,
    ],
    ['depends_on without a list', { depends_on: 'x' }, `${POOL}.depends_on: it is not a list`],
    ['depends_on a stranger', { depends_on: ['a.b'] }, `${POOL}.depends_on: "a.b" names nothing of this stack`],
    [
      'depends_on as an expression',
      { depends_on: ['${kubernetes_namespace_v1.namespace}'] },
      `${POOL}.depends_on: "\${kubernetes_namespace_v1.namespace}" names nothing of this stack`,
    ],
    ['a stranger among providers', { provider: 'linode.other' }, `${POOL}.provider: "linode.other" is not configured`],
    ['a lifecycle that is not a block', { lifecycle: true }, `${POOL}.lifecycle: it is a block, not a value`],
    ['an unknown lifecycle', { lifecycle: { keep: true } }, `${POOL}.lifecycle.keep: there is no such argument`],
    [
      'a lifecycle that is not a truth value',
      { lifecycle: { prevent_destroy: 'maybe' } },
      `${POOL}.lifecycle.prevent_destroy: "maybe" is not a bool`,
    ],
    [
      'a lifecycle by expression',
      { lifecycle: { prevent_destroy: '${var.keep}' } },
      `${POOL}.lifecycle.prevent_destroy: it has to be a literal`,
    ],
    [
      'a precondition without a message',
      { lifecycle: { precondition: [{ condition: '${true}' }] } },
      `${POOL}.lifecycle.precondition[0].error_message: it is required`,
    ],
    [
      'replaced by a stranger',
      { lifecycle: { replace_triggered_by: ['terraform_data.none'] } },
      `${POOL}.lifecycle.replace_triggered_by: "terraform_data.none" names nothing of this stack`,
    ],
  ])('are checked: %s', (_what, changed, problem) => {
    expect(poolWith(changed)).toEqual([problem]);
  });

  it.each([
    { depends_on: ['kubernetes_namespace_v1.namespace', 'data.terraform_remote_state.cluster'] },
    { provider: 'linode' },
    { for_each: undefined, count: '${length(var.pools)}' },
    { lifecycle: { ignore_changes: ['tags'], create_before_destroy: true } },
  ])('are fine as %j', (changed) => {
    expect(poolWith(changed)).toEqual([]);
  });
});

describe('a provider', () => {
  const providerWith = (name: string, changed: Body) => problemsWith('system', ['provider', name, '0'], changed);

  it('is checked as resources are', () => {
    expect(providerWith('linode', { api_url: 'x' })).toEqual(['provider.linode.api_url: there is no such argument']);
    expect(providerWith('kubernetes', { exec: [{ command: 'node', args: 'x' }] })).toEqual([
      'provider.kubernetes.exec[0].args: "x" is not a list of "string"',
      'provider.kubernetes.exec[0].api_version: it is required',
    ]);
  });

  it.each([
    [{ kubernetes: [{ host: 'x' }] }, 'kubernetes: [{"host":"x"}] is not an object'],
    [{ kubernetes: { server: 'x' } }, 'kubernetes.server: there is no such argument'],
    [{ kubernetes: { exec: { command: 'node' } } }, 'kubernetes.exec.api_version: it is required'],
    [{ registries: { url: 'x' } }, 'registries: {"url":"x"} is not a list of objects'],
    [{ registries: ['${var.one}', { url: 'x', username: 'y' }] }, 'registries[1].password: it is required'],
  ])('is checked in attributes that have attributes of their own: %j', (changed, problem) => {
    expect(providerWith('helm', changed)).toEqual([`provider.helm.${problem}`]);
  });

  it('is among required_providers, and so is that of each resource', () => {
    expect(problemsWith('development', ['terraform', 'required_providers'], { linode: undefined })).toEqual([
      'provider.linode: it is not among required_providers',
      `${POOL}: its provider linode is not among required_providers`,
    ]);
  });

  it('is one that there is a schema of', () => {
    const terraform = { required_providers: { linode: {}, kubernetes: {}, azure: {} } };
    const provider = { linode: [{}], kubernetes: [{}], azure: [{}] };

    expect(problemsWith('development', [], { terraform, provider })).toEqual([
      'provider.azure: there is no schema of it',
    ]);
  });
});

describe('a stack', () => {
  it('has resources and data sources of types that there are', () => {
    expect(problemsWith('system', ['resource'], { kubernetes_manifest: { argocd: { manifest: {} } } })).toEqual([
      'kubernetes_manifest.argocd: the provider kubernetes has no resource of this type',
    ]);
    expect(problemsWith('system', ['data'], { linode_cluster: { other: {} } })).toEqual([
      'data.linode_cluster.other: the provider linode has no data of this type',
    ]);
  });

  it('has data sources that are checked as resources are', () => {
    expect(problemsWith('system', ['data'], { linode_region: { here: { region: 'nl-ams' } } })).toEqual([
      'data.linode_region.here.region: there is no such argument',
      'data.linode_region.here.id: it is required',
    ]);
    expect(
      problemsWith('system', ['data', 'terraform_remote_state', 'cluster'], { backend: null, outputs: {} }),
    ).toEqual([
      'data.terraform_remote_state.cluster.outputs: only the provider sets it',
      'data.terraform_remote_state.cluster.backend: it is required',
    ]);
  });

  it('takes over only what it has', () => {
    const id = '7';

    expect(problemsWith('cluster', [], { import: [{ to: CLUSTER, id }] })).toEqual([]);
    expect(problemsWith('cluster', [], { import: [{ to: 'linode_lke_cluster.other', id }, { to: CLUSTER }] })).toEqual([
      'import.to: "linode_lke_cluster.other" names nothing of this stack',
      'import.id: it is required',
    ]);
  });

  it('has bodies and blocks that Terraform knows', () => {
    expect(problemsWith('state', [], { resources: {} })).toEqual(['resources: there is no such block in Terraform']);
    expect(problemsWith('state', ['resource'], { linode_vpc: { vpc: 'vpc' } })).toEqual([
      'linode_vpc.vpc: it is not a block',
    ]);
    expect(problemsWith('cluster', ['output'], { cluster_id: { description: 'no value' } })).toEqual([
      'output.cluster_id.value: it is required',
    ]);
  });
});
