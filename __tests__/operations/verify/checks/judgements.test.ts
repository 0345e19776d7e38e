import { judgeStanding } from '../../../../operations/verify/checks/applied';
import { isSelected, judgeBudgets } from '../../../../operations/verify/checks/disruption-budgets';
import { judgeZone } from '../../../../operations/verify/checks/dns';
import { judgeEntrances } from '../../../../operations/verify/checks/ingress';
import { judgeMetrics } from '../../../../operations/verify/checks/metrics';
import { judgeNodes, knownPools } from '../../../../operations/verify/checks/nodes';
import { judgePodSecurity } from '../../../../operations/verify/checks/pod-security';
import { judgePolicies } from '../../../../operations/verify/checks/policies';
import { judgeLimits } from '../../../../operations/verify/checks/quota';
import type { Environment } from '../../../../model/derive/environment';
import type { AppliedRecord } from '../../../../operations/applied-configuration/record';

const PASSED = expect.objectContaining({ result: 'passed' }) as unknown;
const failed = (detail: string) => ({ result: 'failed', detail });

describe('what was applied', () => {
  const state = { lineage: 'x', serial: 3 };
  const record = { end: { outcome: 'done', state } } as unknown as AppliedRecord;

  it('is what the state came from', () => {
    expect(judgeStanding('production', { status: 'current', record })).toEqual(PASSED);
    expect(judgeStanding('production', { status: 'older', record, writes: 2 })).toMatchObject({
      result: 'failed',
      detail: expect.stringContaining('was written 2 times since') as unknown,
    });
  });

  it('came to its end', () => {
    const broken = { ...record, end: { ...record.end!, outcome: 'failed' as const } };

    expect(judgeStanding('production', { status: 'current', record: broken })).toEqual(
      failed('the last apply of production failed'),
    );
  });
});

describe('the nodes', () => {
  const pools = [{ name: 'general', count: 2, id: '7' }];
  const node = (name: string, ready = true, pool = '7') => ({ name, pool, ready });

  it('are as many as each pool has at least', () => {
    expect(judgeNodes(pools, [node('a'), node('b'), node('c')])).toEqual(PASSED);
    expect(judgeNodes(pools, [node('a'), node('b', true, '8')])).toEqual(
      failed('general has 1 of at least 2 nodes that are ready'),
    );
  });

  it('are ready, each of them', () => {
    expect(judgeNodes(pools, [node('a'), node('b'), node('c', false)])).toEqual(failed('not ready: c'));
  });

  it('belong to pools that a state knows', () => {
    expect(judgeNodes([{ ...pools[0]!, id: undefined }], [])).toEqual(failed('the pool general is in no state'));
  });

  it('are counted against what was applied, and not against a file that says something else by now', () => {
    const bodies = {
      general: { autoscaler: { min: 3, max: 9 }, node_count: null },
      memory: { autoscaler: null, node_count: 2 },
    };
    const applied = { key: '', resources: () => [{ for_each: bodies }] };
    const outputs = { node_pool_ids: { value: { general: 7, memory: '8' } } };
    const attributes = { pool: [{ count: 5, autoscaler: [{ min: 4 }] }] };
    const resource = {
      mode: 'managed' as const,
      type: 'linode_lke_cluster',
      name: 'cluster',
      instances: [{ attributes }],
    };
    const state = { serial: 1, lineage: 'x', resources: [] };
    const states = {
      environment: { ...state, outputs },
      cluster: { ...state, outputs: { node_pool_ids: { value: { 'system-base': 6 } } }, resources: [resource] },
    };
    const environment = {
      nodePools: [
        { name: 'base', label: 'system-base', isInline: true, count: 9 },
        { name: 'memory', label: 'system-memory', isInline: false, count: 9 },
      ],
    } as unknown as Environment;

    expect(knownPools({ applied, environment, states })).toEqual([
      { name: 'base', count: 4, id: '6' },
      { name: 'general', count: 3, id: '7' },
      { name: 'memory', count: 2, id: '8' },
    ]);
  });
});

describe('quota and limits', () => {
  const quotas = { environment: { pods: '30', 'requests.cpu': '8' } };
  const ranges = { environment: [{ type: 'Container', default: { memory: '512Mi' }, max: undefined }] };
  const seen = {
    quotas: { environment: { hard: quotas.environment, counted: quotas.environment } },
    ranges: { environment: [{ default: { memory: '512Mi' }, type: 'Container' }] },
  };

  it('are in force as applied, whatever the order', () => {
    expect(judgeLimits({ quotas, ranges }, seen)).toEqual(PASSED);
  });

  it.each([
    ['the quota environment is missing', { ...seen, quotas: {} }],
    [
      'the quota environment is not what was applied: pods is 300, not 30',
      { ...seen, quotas: { environment: { hard: { ...quotas.environment, pods: '300' }, counted: {} } } },
    ],
    [
      'the quota environment is not what was applied: requests.cpu is not there, not 8',
      { ...seen, quotas: { environment: { hard: { pods: '30' }, counted: {} } } },
    ],
    [
      'Kubernetes does not count by the quota environment yet',
      { ...seen, quotas: { environment: { hard: quotas.environment, counted: {} } } },
    ],
    ['the limits of containers (environment) are missing', { ...seen, ranges: {} }],
    [
      'the limits of containers (environment) are not what was applied',
      { ...seen, ranges: { environment: [{ type: 'Container', default: { memory: '1Gi' } }] } },
    ],
  ])('fail: %s', (detail, other) => {
    expect(judgeLimits({ quotas, ranges }, other)).toEqual(failed(detail));
  });

  it('fail where none was applied', () => {
    expect(judgeLimits({ quotas: {}, ranges: {} }, seen)).toEqual(failed('no quota was applied'));
  });
});

describe('Pod Security', () => {
  const ENFORCE = 'pod-security.kubernetes.io/enforce';
  const wanted = { [ENFORCE]: 'restricted', team: 'shop' };

  it('is enforced as applied; other labels do not count', () => {
    expect(judgePodSecurity(wanted, { [ENFORCE]: 'restricted' })).toEqual(PASSED);
  });

  it.each([
    ['there is no namespace', undefined],
    [`${ENFORCE} is missing, not restricted, as applied`, {}],
    [`${ENFORCE} is privileged, not restricted, as applied`, { [ENFORCE]: 'privileged' }],
    [
      'pod-security.kubernetes.io/enforce-version is v1.20, not missing, as applied',
      { [ENFORCE]: 'restricted', 'pod-security.kubernetes.io/enforce-version': 'v1.20' },
    ],
  ])('fails: %s', (detail, found) => {
    expect(judgePodSecurity(wanted, found)).toEqual(failed(detail));
  });
});

describe('the policies', () => {
  const name = 'ValidatingAdmissionPolicyBinding gate';
  const spec = { policyName: 'gate', validationActions: ['Deny'] };
  const seen = {
    installed: [{ name, spec }],
    found: new Map<string, unknown>([[name, { validationActions: ['Deny'], matchResources: {}, policyName: 'gate' }]]),
    networkPolicies: { applied: ['default-deny'], found: ['default-deny', 'of-a-team'] },
    answers: [{ name: 'a grant by hand', asItShould: true, what: '' }],
  };

  it('are as installed, beside what the API server fills in', () => {
    expect(judgePolicies(seen)).toEqual(PASSED);
  });

  it.each([
    ['the chart of the admission policies is not installed', { installed: [] }],
    [`${name} is missing`, { found: new Map() }],
    [`${name} is not as it was installed`, { found: new Map([[name, { ...spec, validationActions: ['Audit'] }]]) }],
    [
      `${name} is not as it was installed`,
      { found: new Map([[name, { ...spec, matchResources: { excludeResourceRules: [{ resources: ['*'] }] } }]]) },
    ],
    ['the network policy default-deny is missing', { networkPolicies: { applied: ['default-deny'], found: [] } }],
    ['no network policy was applied', { networkPolicies: { applied: [], found: ['default-deny'] } }],
    [
      'no policy refuses a grant by hand',
      { answers: [{ name: 'x', asItShould: false, what: 'no policy refuses a grant by hand' }] },
    ],
  ])('fail: %s', (detail, other) => {
    expect(judgePolicies({ ...seen, ...other })).toEqual(failed(detail));
  });
});

describe('the zone', () => {
  const seen = { status: 'active' as const, names: ['shop.acme.example'], servers: undefined, hasIngress: true };
  const judge = (other: Partial<Parameters<typeof judgeZone>[2]>) =>
    judgeZone('acme.example', ['shop.acme.example'], { ...seen, ...other });

  it('is active, and names lead to the ingress, by a wildcard, too', () => {
    expect(judge({})).toEqual(PASSED);
    expect(judge({ names: ['*.acme.example'] })).toEqual(PASSED);
  });

  it('says that records were not looked for where there is no ingress', () => {
    expect(judge({ hasIngress: false, names: [] })).toMatchObject({
      result: 'passed',
      detail: expect.stringContaining('no ingress yet') as unknown,
    });
  });

  it('is delegated to Linode where a resolver is asked', () => {
    expect(judge({ servers: ['ns1.linode.com', 'ns5.linode.com'] })).toEqual(PASSED);
  });

  it.each([
    ['Linode has no zone acme.example', { status: undefined }],
    ['the zone acme.example is disabled at Linode, not active', { status: 'disabled' as const }],
    ['nothing leads from shop.acme.example to the ingress', { names: ['www.shop.acme.example'] }],
    ['acme.example is delegated to ns1.example.com, not to Linode', { servers: ['ns1.linode.com', 'ns1.example.com'] }],
    ['acme.example has no name servers', { servers: [] }],
    ['the resolver does not tell the name servers of acme.example: ENOTFOUND', { servers: 'ENOTFOUND' }],
  ])('fails: %s', (detail, other) => {
    expect(judge(other)).toEqual(failed(detail));
  });
});

describe('what lets traffic in', () => {
  const entrance = { name: 'Service ingress/gateway', addresses: ['192.0.2.7'], complaint: undefined };

  it('has an address and no complaint', () => {
    expect(judgeEntrances([entrance])).toEqual(PASSED);
  });

  it('is not there yet', () => {
    expect(judgeEntrances([])).toMatchObject({ result: 'not-applicable' });
  });

  it.each([
    ['Service ingress/gateway has no address', { addresses: [] }],
    ['Service ingress/gateway: no certificate', { complaint: 'no certificate' }],
  ])('fails: %s', (detail, other) => {
    expect(judgeEntrances([{ ...entrance, ...other }])).toEqual(failed(detail));
  });
});

describe('the metrics', () => {
  const answer = (...values: string[]) =>
    JSON.stringify({
      status: 'success',
      data: { resultType: 'vector', result: values.map((it) => ({ value: [1, it] })) },
    });

  it('are those of the namespace', () => {
    expect(judgeMetrics('env-production', answer('1'))).toEqual(PASSED);
  });

  it.each([
    ['Prometheus in monitoring does not answer', undefined],
    ['what answers in the place of Prometheus does not speak as it', '<html>'],
    ['what answers in the place of Prometheus does not speak as it', '{"status":"error"}'],
    ['Prometheus has no metrics of env-production', answer()],
    ['Prometheus has no metrics of env-production', answer('0')],
  ])('fail: %s (%s)', (detail, text) => {
    expect(judgeMetrics('env-production', text)).toEqual(failed(detail));
  });
});

describe('the disruption budgets', () => {
  const workload = { name: 'Deployment web', replicas: 2, labels: { app: 'web' } };
  const budget = { name: 'web', selects: () => true, expected: 2, healthy: 2, allowed: 1 };

  it('let pods go, one for all that runs several times', () => {
    expect(judgeBudgets([workload], [budget], true)).toEqual(PASSED);
    expect(judgeBudgets([], [], true)).toEqual(PASSED);
    expect(judgeBudgets([{ ...workload, replicas: 1 }], [], true)).toEqual(PASSED);
  });

  it('are missed in production alone', () => {
    expect(judgeBudgets([workload], [], false)).toEqual(PASSED);
    expect(judgeBudgets([workload], [], true)).toEqual(
      failed('Deployment web runs 2 times without a PodDisruptionBudget'),
    );
  });

  it('do not keep nodes from being drained; while pods are missing, they may', () => {
    expect(judgeBudgets([workload], [{ ...budget, allowed: 0 }], false)).toEqual(
      failed('the PodDisruptionBudget web lets no pod go, so that no node can be drained'),
    );
    expect(judgeBudgets([workload], [{ ...budget, healthy: 1, allowed: 0 }], false)).toEqual(PASSED);
  });

  it.each([
    ['In', ['web'], true],
    ['In', ['api'], false],
    ['NotIn', ['web'], false],
    ['NotIn', ['api'], true],
    ['Exists', [], true],
    ['DoesNotExist', [], false],
  ])('select pods as Kubernetes does: app %s %j', (operator, values, expected) => {
    const selector = { matchLabels: {}, matchExpressions: [{ key: 'app', operator, values }] };

    expect(isSelected(selector, { app: 'web' })).toBe(expected);
    expect(isSelected({ ...selector, matchLabels: { tier: 'back' } }, { app: 'web' })).toBe(false);
  });
});
