import { DRIFT_RULES } from '../../../../model/rules/drift/all';
import { Classifier } from '../../../../model/rules/drift/classify';
import type { Difference } from '../../../../model/rules/drift/difference';
import type { DriftRule } from '../../../../model/rules/drift/drift-rule';
import { difference } from '../../../support/drift';

const classifier = new Classifier(DRIFT_RULES);
const judged = (about: Partial<Difference>) => {
  const { severity, rule, loses } = classifier.classify(difference(about));
  return [severity, rule, loses];
};
const value = (
  kind: string,
  path: Difference['path'],
  before: unknown,
  after: unknown,
  more: Partial<Difference> = {},
) => judged({ kind, path, before, after, ...more });

const POOL = 'linode_lke_node_pool';
const CLUSTER = 'linode_lke_cluster';
const NAMESPACE = 'kubernetes_namespace_v1';

describe('drift of no importance', () => {
  /** Each rule that says so, with what it is about. */
  const cases: readonly [
    rule: string,
    kind: string,
    path: Difference['path'],
    before: unknown,
    after: unknown,
    more?: Partial<Difference>,
  ][] = [
    ['pool-nodes', POOL, ['nodes'], [{ id: 'a' }], [{ id: 'b' }]],
    ['inline-pool-nodes', CLUSTER, ['pool', 0, 'nodes'], [{ id: 'a' }], [{ id: 'b' }]],
    ['pool-autoscaled', POOL, ['node_count'], 1, 4, { autoscaled: true }],
    ['inline-pool-autoscaled', CLUSTER, ['pool', 0, 'count'], 3, 2, { autoscaled: true }],
    ['cluster-reported', CLUSTER, ['status'], 'ready', 'not_ready'],
    ['firewall-attached-by-the-cluster', 'linode_firewall', ['nodebalancers'], [], [17]],
    ['firewall-reported', 'linode_firewall', ['updated'], '2026-11-01T00:00:00', '2026-11-02T00:00:00'],
    ['network-reported', 'linode_vpc', ['updated'], '2026-11-01T00:00:00', '2026-11-02T00:00:00'],
    ['subnet-members', 'linode_vpc_subnet', ['linodes'], [], [{ id: 3 }]],
    ['bucket-provider-keys', 'linode_object_storage_bucket', ['access_key'], 'a', 'b'],
    ['lock-reported', 'linode_lock', ['entity_label'], 'a', 'b'],
    ['object-books', NAMESPACE, ['metadata', 0, 'resource_version'], '1', '2'],
    ['service-account-reported', 'kubernetes_service_account_v1', ['default_secret_name'], '', 'default-token'],
    ['object-engine-settings', NAMESPACE, ['wait_for_default_service_account'], null, true],
    ['release-books', 'helm_release', ['metadata', 'last_deployed'], 1, 2],
    ['release-engine-settings', 'helm_release', ['timeout'], 300, 600],
    [
      'release-object-restarted',
      'helm_release/Deployment',
      ['spec', 'template', 'metadata', 'annotations', 'kubectl.kubernetes.io/restartedAt'],
      undefined,
      '2026-11-28T10:00:00Z',
      { action: 'added' },
    ],
    ['engine-data', 'terraform_data', ['output'], 1, 2],
    ['engine-timeouts', NAMESPACE, ['timeouts', 'delete'], '5m', '10m'],
  ];

  it.each(cases)('%s', (rule, ...[kind, path, before, after, more]) => {
    expect(value(kind, path, before, after, more)).toEqual(['none', rule, false]);
  });

  it('is shown by a case for each rule that says so', () => {
    const rules = DRIFT_RULES.filter(({ severity }) => severity === 'none').map(({ id }) => id);

    expect([...rules].sort()).toEqual(cases.map(([rule]) => rule).sort());
  });
});

describe('the severity of drift', () => {
  it.each([
    [
      'the ACL of the control plane opened',
      CLUSTER,
      ['control_plane', 0, 'acl', 0, 'addresses', 0, 'ipv4'],
      ['203.0.113.0/24'],
      ['0.0.0.0/0'],
    ],
    ['the whole ACL gone', CLUSTER, ['control_plane', 0, 'acl', 0], { enabled: true }, undefined],
    ['the tags of the pools outside', CLUSTER, ['external_pool_tags'], ['environment-pool'], []],
    ['a firewall opened', 'linode_firewall', ['inbound_policy'], 'DROP', 'ACCEPT'],
    ['a rule of a firewall removed', 'linode_firewall', ['inbound', 0], { label: 'allow-web' }, undefined],
    ['a firewall detached', 'linode_firewall', ['nodebalancers'], [17], []],
    [
      'what is dropped behind what lets it in',
      'linode_firewall',
      ['inbound'],
      [{ action: 'DROP' }, { action: 'ACCEPT' }],
      [{ action: 'ACCEPT' }, { action: 'DROP' }],
    ],
    ['a bucket opened', 'linode_object_storage_bucket', ['acl'], 'private', 'public-read'],
    [
      'old reports kept no longer',
      'linode_object_storage_bucket',
      ['lifecycle_rule', 0, 'expiration', 0, 'days'],
      90,
      1,
    ],
    ['a pool without its tag', POOL, ['tags'], ['acme', 'environment-pool'], ['acme']],
    ['a taint gone', POOL, ['taint', 0], { key: 'a' }, undefined],
    ['disks without encryption', POOL, ['disk_encryption'], 'enabled', 'disabled'],
    ['quota raised', 'kubernetes_resource_quota_v1', ['spec', 0, 'hard', 'requests.cpu'], '10', '100'],
    [
      'privileged pods admitted',
      NAMESPACE,
      ['metadata', 0, 'labels', 'pod-security.kubernetes.io/enforce'],
      'baseline',
      'privileged',
    ],
    [
      'another environment',
      NAMESPACE,
      ['metadata', 0, 'labels', 'lke-platform.io/environment'],
      'production',
      'development',
    ],
    ['a role that may do more', 'kubernetes_role_v1', ['rule', 0, 'verbs'], ['get'], ['*']],
    ['another subject', 'kubernetes_role_binding_v1', ['subject', 0, 'name'], 'a', 'b'],
    ['a network policy', 'kubernetes_network_policy_v1', ['spec', 0, 'ingress', 1], undefined, { from: [] }],
  ] as const)('is major and a loss: %s', (_, kind, path, before, after) => {
    expect(value(kind, path, before, after)).toEqual(['major', expect.any(String), true]);
  });

  it.each([
    ['fewer nodes', POOL, ['node_count'], 3, 2],
    ['the autoscaler off', POOL, ['autoscaler', 0], { min: 1, max: 4 }, undefined],
    ['an autoscaler with less room', POOL, ['autoscaler', 0, 'max'], 9, 4],
    ['another version of a chart', 'helm_release', ['version'], '1.0.0', '1.1.0'],
    ['another version of Kubernetes', CLUSTER, ['k8s_version'], '1.33', '1.34'],
    ['a zone that is off', 'linode_domain', ['status'], 'active', 'disabled'],
  ] as const)('is major: %s', (_, kind, path, before, after) => {
    expect(value(kind, path, before, after)[0]).toBe('major');
  });

  it.each([
    ['a label', 'linode_firewall', ['label'], 'a', 'b'],
    ['the name of a rule', 'linode_firewall', ['inbound', 0, 'label'], 'allow-web', 'allow-https'],
    [
      'rules that do the same in another order',
      'linode_firewall',
      ['inbound'],
      [
        { label: 'a', action: 'ACCEPT' },
        { label: 'b', action: 'ACCEPT' },
      ],
      [
        { label: 'b', action: 'ACCEPT' },
        { label: 'a', action: 'ACCEPT' },
      ],
    ],
    ['holders of a role in another order', 'kubernetes_role_binding_v1', ['subject'], [{}, { a: 1 }], [{ a: 1 }, {}]],
    ['a tag', POOL, ['tags'], ['acme', 'environment-pool', 'x'], ['acme', 'environment-pool', 'y']],
    ['more nodes by hand', POOL, ['node_count'], 3, 5],
    ['an autoscaler with more room', POOL, ['autoscaler', 0, 'max'], 4, 9],
    ['an annotation', NAMESPACE, ['metadata', 0, 'annotations', 'acme.example/note'], undefined, 'hello'],
    ['the lifetime of a record', 'linode_domain', ['ttl_sec'], 300, 3600],
    ['another revision', 'helm_release', ['metadata', 'revision'], 1, 2],
  ] as const)('is minor: %s', (_, kind, path, before, after) => {
    expect(value(kind, path, before, after)[0]).toBe('minor');
  });

  it('is major where a namespace lost a label that it was given, and minor where it got one more', () => {
    const path = ['metadata', 0, 'labels', 'acme.example/team'];
    const label = (about: Partial<Difference>) => judged({ kind: NAMESPACE, path, before: 'shop', ...about });

    expect(label({ after: 'other' })).toEqual(['major', 'namespace-labels', false]);
    expect(label({ after: undefined })).toEqual(['major', 'namespace-labels', false]);
    expect(label({ before: undefined, after: 'x' })).toEqual(['minor', 'object-texts', false]);
  });

  it('is major where something was deleted, whatever it is', () => {
    for (const kind of [POOL, 'linode_vpc', 'acme_thing'])
      expect(judged({ kind, path: [], action: 'removed' })).toEqual(['major', 'removed', true]);
  });

  it('is major where rights were added, and minor where something is there that only costs', () => {
    expect(judged({ kind: 'kubernetes_role_binding_v1', path: [], action: 'added' })).toEqual([
      'major',
      'added-access',
      true,
    ]);
    expect(judged({ kind: POOL, path: [], action: 'added' })).toEqual(['major', 'added', false]);
    expect(judged({ kind: 'linode_object_storage_bucket', path: [], action: 'added' })).toEqual([
      'minor',
      'added-by-hand',
      false,
    ]);
    expect(judged({ kind: 'linode_domain_record', path: [], action: 'added' })).toEqual([
      'minor',
      'added-record',
      false,
    ]);
  });

  it('tells of an autoscaler that no plan shows that no apply switches it on', () => {
    const off = { kind: POOL, path: ['autoscaler'], action: 'removed', before: [{ min: 1, max: 4 }] } as const;

    expect(judged({ ...off, origin: 'linode' })).toEqual(['major', 'pool-autoscaler-off', false]);
    expect(judged({ ...off, origin: 'plan' })).toEqual(['major', 'pool-autoscaler', false]);
  });

  it('is major where a firewall that nobody declared decides over the nodes, and minor where it only lies there', () => {
    const firewall = (after: object) => judged({ kind: 'linode_firewall', path: [], action: 'added', after });

    expect(firewall({ label: 'a', attached_to: ['linode node-1'] })).toEqual([
      'major',
      'added-firewall-in-force',
      true,
    ]);
    expect(firewall({ label: 'a', mark: 'tag' })).toEqual(['minor', 'added-by-hand', false]);
  });

  it('is major where no rule knows the attribute', () => {
    expect(value('linode_firewall', ['invented'], 1, 2)).toEqual(['major', 'unknown', false]);
    expect(value('acme_thing', ['size'], 1, 2)).toEqual(['major', 'unknown', false]);
  });
});

describe('a classifier', () => {
  it('asks as many rules of each difference, however many there are', () => {
    let asked = 0;
    const rule: DriftRule = {
      id: 'counted',
      kinds: ['linode_firewall'],
      paths: ['inbound_policy'],
      when: () => {
        asked += 1;
        return true;
      },
      severity: 'minor',
      because: 'it is counted',
      source: 'a test',
    };
    const counting = new Classifier([rule, ...DRIFT_RULES]);
    const classify = (count: number) => {
      asked = 0;
      for (let i = 0; i < count; i++) counting.classify(difference({ address: `linode_firewall.f${i}` }));
      return asked;
    };

    expect([classify(100), classify(10_000)]).toEqual([100, 10_000]);
  });
});
