import { BaselineLimits, type BaselineLimitsProps } from '../../../constructs/isolation/baseline-limits';
import { synthesizeConstruct } from '../../support/construct-root';

describe('the limits of a namespace of the baseline', () => {
  const hard = (props: Partial<BaselineLimitsProps> = {}) => {
    const { resource } = synthesizeConstruct(
      (root) => new BaselineLimits(root, 'limits', { namespace: 'monitoring', pods: 40, ...props }),
    );
    const [quota] = Object.values(resource.kubernetes_resource_quota_v1 ?? {});
    return (quota?.spec as { readonly hard: object }).hard;
  };

  it('leave no way to a NodeBalancer, which is paid for and faces the internet', () => {
    expect(hard()).toEqual({ pods: '40', 'services.loadbalancers': '0', 'services.nodeports': '0' });
  });

  it('leave one where the namespace is to have one, with its ports', () => {
    expect(hard({ loadBalancerPorts: 2 })).toEqual({
      pods: '40',
      'services.loadbalancers': '1',
      'services.nodeports': '2',
    });
  });
});
