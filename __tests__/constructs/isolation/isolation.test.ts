import { Isolation } from '../../../constructs/isolation/isolation';
import { schedulingOf } from '../../../model/derive/node-pool';
import { synthesizeConstruct } from '../../support/construct-root';

const { resource, locals } = synthesizeConstruct(
  (root) => new Isolation(root, 'isolation', { namespace: 'lke-platform-access', environments: ['system', 'staging'] }),
);
const values = locals?.isolation_policies as {
  readonly policies: Readonly<Record<string, { readonly matchConditions: readonly { readonly expression: string }[] }>>;
  readonly runtimeClasses: object;
  readonly bounds: object;
  readonly boundedPolicies: Readonly<Record<string, object>>;
};

describe('what keeps environments apart in the API server', () => {
  it('is one release whose values are the policies, so that a plan shows each change of one', () => {
    expect(Object.values(resource.helm_release ?? {})).toMatchObject([{ name: 'isolation', atomic: true }]);
    expect(Object.keys(values.policies).sort()).toEqual([
      'lke-platform-binding',
      'lke-platform-placement',
      'lke-platform-priority',
    ]);
  });

  it('has a class for each environment of the platform, and no other', () => {
    expect(values.runtimeClasses).toEqual({
      'env-system': schedulingOf('system'),
      'env-staging': schedulingOf('staging'),
    });
  });

  it('reads the bounds of each environment where nobody of it may write', () => {
    expect(values.bounds).toEqual({
      'env-system': 'deployment-policy-system',
      'env-staging': 'deployment-policy-staging',
    });
  });

  it('exempts the controllers of Kubernetes by name, in both modes of their manager, and never an administrator', () => {
    const [condition] = values.policies['lke-platform-placement']?.matchConditions ?? [];

    expect(condition?.expression).toContain("'system:serviceaccount:kube-system:replicaset-controller'");
    expect(condition?.expression).toContain("'system:kube-controller-manager'");
    expect(condition?.expression).not.toContain('lke-admin');
  });
});
