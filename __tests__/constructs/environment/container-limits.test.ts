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

  it.each([
    ['2', '2'],
    ['1000m', '1'],
    ['2500m', '2500m'],
    ['1.5', '1500m'],
    ['0.25', '250m'],
  ])('write %s of CPU as %s', (given, stored) => {
    expect(containerLimits({ defaultRequest: {}, default: { cpu: given } }).default).toEqual({ cpu: stored });
  });

  it.each([
    ['512Mi', '512Mi'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['2048Gi', '2Ti'],
    ['1000Ki', '1000Ki'],
  ])('write %s of memory as %s', (given, stored) => {
    expect(containerLimits({ defaultRequest: {}, default: { memory: given } }).default).toEqual({ memory: stored });
  });
});
