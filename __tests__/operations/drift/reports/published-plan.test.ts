import { publishedPlan } from '../../../../operations/drift/reports/published-plan';
import { PlanReader } from '../../../../operations/drift/read-plan';

const CANARY = 'canary-4b1f';

/** A plan with a secret in every section. */
const plan = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  timestamp: '2026-11-28T06:00:00Z',
  errored: false,
  variables: { token: { value: CANARY } },
  planned_values: { outputs: { kubeconfig: { sensitive: true, value: CANARY } } },
  prior_state: { values: { root_module: { resources: [{ values: { kubeconfig: CANARY } }] } } },
  configuration: { root_module: { variables: { token: { default: CANARY } } } },
  output_changes: { kubeconfig: { actions: ['update'], before: CANARY, after: CANARY } },
  relevant_attributes: [{ resource: CANARY }],
  checks: [{ problems: [{ message: CANARY }] }],
  resource_changes: [
    {
      address: 'kubernetes_secret_v1.a',
      mode: 'managed',
      type: 'kubernetes_secret_v1',
      change: {
        actions: ['update'],
        before: { data: { a: CANARY }, note: 'seen', values: [`adminPassword: ${CANARY}`], access_key: CANARY },
        after: { data: { a: `${CANARY}2` }, note: 'other', values: [`adminPassword: ${CANARY}2`], access_key: CANARY },
        before_sensitive: { data: true },
        after_sensitive: { data: { a: true } },
      },
    },
    {
      address: 'a.same',
      mode: 'managed',
      type: 'a',
      change: { actions: ['no-op'], before: { x: CANARY }, after: { x: CANARY } },
    },
  ],
  resource_drift: [
    {
      address: 'linode_lke_cluster.cluster',
      mode: 'managed',
      type: 'linode_lke_cluster',
      change: {
        actions: ['update'],
        before: { kubeconfig: CANARY },
        after: { kubeconfig: `${CANARY}3` },
        before_sensitive: { kubeconfig: true },
        after_sensitive: { kubeconfig: true },
      },
    },
  ],
};

describe('a published plan', () => {
  const reader = new PlanReader();
  reader.write(JSON.stringify(plan));
  const checked = {
    stack: 'production',
    status: 'checked',
    differences: [],
    limits: [],
    pending: undefined,
    appliedAt: undefined,
  } as const;
  const published = JSON.stringify(publishedPlan({ ...checked, plan: reader.end() }));

  it('holds no secret of any section', () => {
    expect(published).not.toContain(CANARY);
  });

  it('says what changes, and how many resources stay', () => {
    expect(published).toContain('"note":"other"');
    expect(published).toContain('"unchanged":1');
    expect(published).toContain('linode_lke_cluster.cluster');
  });
});
