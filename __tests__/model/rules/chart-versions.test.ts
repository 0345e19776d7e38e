import { metricsChartVersion } from '../../../model/rules/chart-versions';
import { brokenPlaces } from '../../support/broken-places';

describe('a version of the chart of the metrics', () => {
  const isFine = (version: string) =>
    brokenPlaces(metricsChartVersion, { observability: { chartVersion: `kube-prometheus-stack-${version}` } })
      .length === 0;

  it.each(['56.3.0', '69.0.0', '69.8.2'])('is fine: %s', (version) => {
    expect(isFine(version)).toBe(true);
  });

  it.each([
    ['too old', '56.2.9'],
    ['one that leaves the CRDs of an older one', '56.3.1'],
    ['the last that does', '68.99.0'],
    ['the one that selects other monitors', '63.0.0'],
    ['newer than what there are values for', '999.0.0'],
  ])('is told of where it is %s: %s', (_, version) => {
    expect(isFine(version)).toBe(false);
  });
});
