import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../model/entities/environment';
import { schedulingOf } from '../../model/derive/node-pool';
import { STATUS_KEY } from '../../model/naming';
import { ENTERPRISE, examplePlatform, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { synthesize, synthesizeStack, type Body, type StackJson } from '../support/synthesize';

const { stacks } = synthesize(examplePlatform());
const environments = ENVIRONMENT_NAMES.map((name) => [name, stacks[name]!] as const);

interface Pool {
  readonly node_count: number | null;
  readonly autoscaler: { readonly min: number; readonly max: number } | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly tags: readonly string[];
  readonly firewall_id: string | null;
}

const poolsOf = (json: StackJson | undefined) =>
  (json?.resource?.linode_lke_node_pool?.pool?.for_each ?? {}) as Readonly<Record<string, Pool>>;

const productionOf = (data: PlatformData) => synthesizeStack(platformOf(data), 'production');

/** STANDARD with other settings for production. */
const withProduction = (settings: object) => ({
  ...STANDARD,
  environments: { ...STANDARD.environments, production: { ...STANDARD.environments.production, ...settings } },
});

describe('the node pools', () => {
  it.each(environments)('of %s carry the tag that the cluster leaves alone', (_name, json) => {
    const left = stacks.cluster?.resource?.linode_lke_cluster?.cluster?.external_pool_tags as string[];

    expect(Object.keys(poolsOf(json)).length).toBeGreaterThan(0);
    for (const { tags } of Object.values(poolsOf(json))) expect(tags).toEqual(expect.arrayContaining(left));
  });

  it.each(environments)('of %s have the labels and taints that its pods are placed by', (name, json) => {
    const { nodeSelector, tolerations } = schedulingOf(name);

    for (const { labels, taints } of Object.values(poolsOf(json))) {
      expect(labels).toMatchObject(nodeSelector);
      expect(taints).toEqual(
        expect.arrayContaining(tolerations.map(({ key, value, effect }) => ({ key, value, effect }))),
      );
    }
  });

  it('are keyed by name, all but the first of system', () => {
    const names = environments.map(([name, json]) => [name, Object.keys(poolsOf(json))]);

    expect(Object.fromEntries(names)).toEqual({
      system: ['gpu'],
      development: ['general'],
      staging: ['general'],
      production: ['general', 'memory'],
    });
  });

  it.each(environments)('of %s are there before its namespace, and go after it', (_name, json) => {
    expect(json.resource?.kubernetes_namespace_v1?.namespace).toMatchObject({
      depends_on: ['linode_lke_node_pool.pool'],
    });
  });

  it('have a number of nodes, or an autoscaler and no number', () => {
    expect(poolsOf(stacks.production)).toMatchObject({
      general: { node_count: null, autoscaler: { min: 3, max: 9 } },
      memory: { node_count: 3, autoscaler: null },
    });
    expect(stacks.production?.resource?.linode_lke_node_pool?.pool).toMatchObject({
      node_count: '${each.value.node_count}',
      dynamic: { autoscaler: { for_each: '${each.value.autoscaler[*]}' } },
    });
  });

  it('have a firewall, a version and an update strategy on the enterprise tier', () => {
    expect(poolsOf(productionOf(ENTERPRISE))).toMatchObject({
      general: {
        firewall_id: '${data.terraform_remote_state.cluster.outputs.firewall_id}',
        kubernetes_version: 'v1.33.6+lke7',
        update_strategy: 'rolling_update',
      },
    });
    expect(poolsOf(productionOf(STANDARD)).general).toMatchObject({
      firewall_id: null,
      kubernetes_version: null,
      update_strategy: null,
    });
  });

  it('are put out by name', () => {
    expect(stacks.production?.output?.node_pool_ids?.value).toBe(
      '${{ for name, pool in linode_lke_node_pool.pool : name => pool.id }}',
    );
  });
});

describe('the providers of an environment', () => {
  const CONNECTION = {
    host: '${data.terraform_remote_state.cluster.outputs.api_endpoint}',
    cluster_ca_certificate: '${base64decode(data.terraform_remote_state.cluster.outputs.cluster_ca_certificate)}',
  };
  const EXEC = {
    api_version: 'client.authentication.k8s.io/v1',
    command: 'node',
    args: [
      '../../kube-credential.js',
      '--cluster-id',
      '${data.terraform_remote_state.cluster.outputs.cluster_id}',
      '--server',
      '${data.terraform_remote_state.cluster.outputs.api_endpoint}',
    ],
  };

  it.each(environments)('of %s ask for a token when they run, by a relative path', (_name, json) => {
    expect(json.provider.kubernetes).toEqual([
      { ...CONNECTION, exec: [EXEC], ignore_labels: ['^lke-platform\\.io/status$'] },
    ]);
  });

  it('have helm connected as kubernetes is, in system alone', () => {
    expect(stacks.system?.provider.helm).toEqual([{ kubernetes: { ...CONNECTION, exec: EXEC } }]);
    expect(environments.filter(([, json]) => 'helm' in json.provider).map(([name]) => name)).toEqual(['system']);
  });

  it('leave the label of the lifecycle alone, and no other', () => {
    const [pattern = ''] = stacks.production?.provider.kubernetes?.[0]?.ignore_labels as string[];

    expect(STATUS_KEY).toMatch(new RegExp(pattern));
    expect(['lke-platform.io/environment', 'lke-platform.io/statuses', 'lke-platformXio/status']).not.toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(pattern))]),
    );
  });

  it('use the beta version of the API on the enterprise tier', () => {
    expect(productionOf(ENTERPRISE).provider.linode?.[0]).toEqual({ api_version: 'v4beta' });
    expect(productionOf(STANDARD).provider.linode?.[0]).toEqual({});
  });
});

describe('the namespace', () => {
  it('says whose it is, and nothing of its status', () => {
    expect(stacks.production?.resource?.kubernetes_namespace_v1?.namespace).toMatchObject({
      metadata: {
        name: 'env-production',
        labels: { 'lke-platform.io/platform': 'acme', 'lke-platform.io/environment': 'production' },
        annotations: { 'lke-platform.io/owners': 'platform@acme.example,shop@acme.example' },
      },
    });
    expect(JSON.stringify(stacks.production?.resource)).not.toContain(STATUS_KEY);
  });

  it('is limited by the quota and the limit range of the file', () => {
    expect(stacks.production?.resource).toMatchObject({
      kubernetes_resource_quota_v1: {
        namespace_quota: {
          spec: { hard: { 'requests.cpu': '60', 'requests.memory': '240Gi', 'limits.memory': '240Gi', pods: '300' } },
        },
      },
      kubernetes_limit_range_v1: {
        namespace_limits: {
          spec: {
            limit: [
              {
                type: 'Container',
                default_request: { cpu: '200m', memory: '256Mi' },
                default: { memory: '1Gi' },
                max: { cpu: '4', memory: '32Gi' },
              },
            ],
          },
        },
      },
    });
  });

  it('opens between two environments on both sides', () => {
    const selector = (namespace: string) => [
      { namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': namespace } } },
    ];
    const policies = (name: EnvironmentName) => stacks[name]?.resource?.kubernetes_network_policy_v1 ?? {};

    expect(policies('staging').namespace_policy_allow_from_environments).toMatchObject({
      spec: { policy_types: ['Ingress'], ingress: [{ from: selector('env-development') }] },
    });
    expect(policies('development').namespace_policy_allow_to_environments).toMatchObject({
      spec: { policy_types: ['Egress'], egress: [{ to: selector('env-staging') }] },
    });
    expect(policies('development')).not.toHaveProperty('namespace_policy_allow_from_environments');
    expect(policies('production')).not.toHaveProperty('namespace_policy_allow_to_environments');
  });

  it('reaches the internet unless the file says otherwise', () => {
    const closed = productionOf(withProduction({ networkPolicy: { internetEgress: false } }));
    const policies = (json: StackJson) => Object.keys(json.resource?.kubernetes_network_policy_v1 ?? {});

    expect(policies(productionOf(STANDARD))).toContain('namespace_policy_allow_internet');
    expect(policies(closed)).not.toContain('namespace_policy_allow_internet');
  });

  it('is put out by its name', () => {
    expect(stacks.staging?.output?.namespace?.value).toBe('${kubernetes_namespace_v1.namespace.metadata[0].name}');
  });
});

describe('the baseline in the system stack', () => {
  const onEveryNode = 'observability_log_agent_values';
  const values = Object.entries(stacks.system?.locals ?? {}).filter(
    ([name]) => name.endsWith('_values') && name !== onEveryNode,
  );
  const { nodeSelector, tolerations } = schedulingOf('system');

  /** Every node selector and every list of tolerations within chart values. */
  function placements(value: unknown): Body[] {
    if (typeof value !== 'object' || value === null) return [];
    const own = 'nodeSelector' in value ? [value as Body] : [];
    return [...own, ...Object.values(value).flatMap(placements)];
  }

  // Dashboards are not pods.
  const ofPods = values.filter(([name]) => name !== 'dashboards_values');

  it.each(ofPods)("runs on system's pools: %s", (_name, chart) => {
    expect(placements(chart).length).toBeGreaterThan(0);
    for (const placement of placements(chart)) {
      expect(placement).toMatchObject({ nodeSelector, tolerations });
    }
  });

  it('is in no other stack', () => {
    expect(environments.filter(([, json]) => json.resource?.helm_release).map(([name]) => name)).toEqual(['system']);
  });

  it('installs secrets before what waits for them', () => {
    const releases = stacks.system?.resource?.helm_release ?? {};
    const waiting = Object.entries(releases).filter(([name]) => name.startsWith('observability_'));

    expect(waiting.length).toBeGreaterThan(0);
    for (const [, { depends_on }] of waiting) expect(depends_on).toContain('helm_release.secrets_sealed_secrets');
  });
});

describe('the way from one environment to another', () => {
  /** Names of the network policies of system, from which production may be reached. @param settings of production */
  const policiesOfSystem = (settings: object) => {
    const json = synthesizeStack(
      platformOf(withProduction({ networkPolicy: { allowFrom: ['system'] }, ...settings })),
      'system',
    );
    return Object.keys(json.resource?.kubernetes_network_policy_v1 ?? {}).filter((name) =>
      name.startsWith('namespace_policy'),
    );
  };

  it('is open at both ends where the one lets the other in', () => {
    expect(policiesOfSystem({})).toContain('namespace_policy_allow_to_environments');
    expect(policiesOfSystem({ networkPolicy: {} })).not.toContain('namespace_policy_allow_to_environments');
  });

  it('does not lead to one that is retired', () => {
    expect(policiesOfSystem({ retired: true })).not.toContain('namespace_policy_allow_to_environments');
  });
});
