import { containerLimits } from '../../../constructs/environment/container-limits';

describe('the limits of a container, as the Kubernetes API stores them', () => {
  it('default to the largest one, where there is no other default', () => {
    expect(
      containerLimits({
        defaultRequest: { cpu: '200m', memory: '256Mi' },
        default: { memory: '1Gi' },
        max: { cpu: '4', memory: '32Gi' },
      }),
    ).toEqual({
      defaultRequest: { cpu: '200m', memory: '256Mi' },
      default: { cpu: '4', memory: '1Gi' },
      max: { cpu: '4', memory: '32Gi' },
    });
  });

  it('are the request, where there is no other', () => {
    expect(containerLimits({ defaultRequest: { cpu: '50m' }, default: { memory: '1Gi' } })).toEqual({
      defaultRequest: { cpu: '50m', memory: '1Gi' },
      default: { memory: '1Gi' },
    });
  });

  it('leave out what is not given', () => {
    expect(containerLimits({ defaultRequest: { cpu: undefined }, default: {} })).toEqual({
      defaultRequest: {},
      default: {},
    });
    expect(containerLimits({ defaultRequest: {}, default: { cpu: undefined }, max: { cpu: '1' } })).toEqual({
      defaultRequest: { cpu: '1' },
      default: { cpu: '1' },
      max: { cpu: '1' },
    });
  });
});
