import { ENTERPRISE, platformOf, STANDARD, type PlatformData } from '../support/platforms';
import { synthesizeStack } from '../support/synthesize';

/** Values of the release that runs Prometheus. */
const valuesOf = (data: PlatformData) =>
  JSON.stringify(synthesizeStack(platformOf(data), 'system').locals?.observability_kube_prometheus_stack_values);

describe('the DNS servers that Prometheus asks', () => {
  it.each([
    ['standard', STANDARD, 'kube-dns'],
    ['enterprise', ENTERPRISE, 'coredns'],
  ])('are found by the label that they have on the tier %s', (_tier, data, label) => {
    expect(valuesOf(data)).toMatch(new RegExp(`k8s-app[^a-z]+${label}[^a-z]`));
  });
});
