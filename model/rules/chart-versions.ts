import lt from 'semver/functions/lt';
import parse from 'semver/functions/parse';
import type { SemVer } from 'semver';
import { DEFAULT_METRICS_CHART_VERSION, METRICS_CHART } from '../entities/observability-stack';
import type { RuleProblem, Rule } from './rule';

/** The oldest chart that these values were tried with. */
const OLDEST = '56.3.0';

/** The one major that selects monitors by other values; the next took that back (the chart's UPGRADE.md). */
const OTHER_SELECTORS = 63;

export const metricsChartVersion: Rule = {
  id: 'metrics-chart-version',
  about: `The version of ${METRICS_CHART} installs on the Kubernetes of LKE and takes the values it is given`,
  source: 'kube-prometheus-stack, UPGRADE.md',
  check({ observability }, report) {
    const { chartVersion } = observability ?? {};
    const version = versionOf(chartVersion);
    const finding = version && problemOf(version, String(chartVersion));
    if (finding) report(['observability', 'chartVersion'], finding);
  },
};

function problemOf(version: SemVer, name: string): RuleProblem | undefined {
  const from = `${METRICS_CHART}-${OLDEST}`;
  const newer = {
    allowed: `${from} or later, but not ${OTHER_SELECTORS}.x`,
    fix: `write ${DEFAULT_METRICS_CHART_VERSION}`,
  };
  if (lt(version, OLDEST)) {
    return { what: `${name} is older than what this release has values for, and may ignore some of them`, ...newer };
  }
  if (version.major === OTHER_SELECTORS) {
    return { what: `${name} scrapes its own parts only, not Loki, Tempo and your services`, ...newer };
  }
  const current = versionOf(DEFAULT_METRICS_CHART_VERSION)?.major ?? 0;
  if (version.major <= current) return undefined;
  return {
    severity: 'warning',
    what: `${name} is newer than what this release has values for, and may ignore some of them`,
    allowed: `${METRICS_CHART}-${OLDEST} to ${METRICS_CHART}-${current}.x`,
    fix: `write ${DEFAULT_METRICS_CHART_VERSION}, or compare the chart's UPGRADE.md with constructs/observability/values`,
  };
}

/** Version behind the name of the chart; null for what is not a version. */
const versionOf = (chartVersion = '') => parse(chartVersion.slice(METRICS_CHART.length + 1));
