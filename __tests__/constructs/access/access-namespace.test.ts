import { AccessNamespace } from '../../../constructs/access/access-namespace';
import { FENCE } from '../../../constructs/access/fence';
import { LASTING_TOKENS } from '../../../constructs/access/lasting-tokens';
import { NAMESPACE_END } from '../../../constructs/access/namespace-end';
import { NAMESPACE_LABELS } from '../../../constructs/access/namespace-labels';
import { lifecyclePolicies } from '../../../model/lifecycle/admission/policies';
import { synthesizeConstruct } from '../../support/construct-root';

const LIFECYCLE = lifecyclePolicies([]);
const { resource, locals } = synthesizeConstruct(
  (root) => new AccessNamespace(root, 'access-namespace', { platform: 'acme', lifecycle: LIFECYCLE }),
);

describe('the namespace of the accounts', () => {
  it('runs nothing, by its quota and by the pod security that it enforces', () => {
    expect(resource.kubernetes_resource_quota_v1).toMatchObject({
      access_namespace_quota: { spec: { hard: { pods: '0' } } },
    });
    expect(Object.values(resource.kubernetes_namespace_v1 ?? {})).toMatchObject([
      { metadata: { name: 'lke-platform-access', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
    ]);
  });

  it('is fenced by a release whose values are the policies, so that a plan shows each change of one', () => {
    expect(Object.values(locals ?? {})).toEqual([
      { policies: { ...FENCE, ...LASTING_TOKENS, ...NAMESPACE_LABELS, ...NAMESPACE_END, ...LIFECYCLE } },
    ]);
    expect(Object.values(resource.helm_release ?? {})).toMatchObject([{ name: 'access-fence', atomic: true }]);
  });
});
