import { DEFAULT_METRICS_CHART_VERSION, METRICS_CHART } from '../entities/observability-stack';
import type { RuleProblem, Rule } from './rule';

type Version = readonly [major: number, minor: number, patch: number];

/** Charts before it make PodSecurityPolicies, a kind that Kubernetes dropped in 1.25. */
const INSTALLABLE_FROM: Version = [42, 0, 0];

/** The chart knows the values for OTLP from here on; before, it drops them without a word. */
const OTLP_FROM: Version = [75, 3, 6];

/** The one major that selects monitors by other values; the next took that back (the chart's UPGRADE.md). */
const OTHER_SELECTORS = 63;

const CURRENT = versionOf(DEFAULT_METRICS_CHART_VERSION);

export const metricsChartVersion: Rule = {
  id: 'metrics-chart-version',
  about: `The version of ${METRICS_CHART} installs on the Kubernetes of LKE and takes the values it is given`,
  source: 'kube-prometheus-stack, UPGRADE.md (and its pull requests 2561 and 5805)',
  check({ observability }, report) {
    const { chartVersion } = observability ?? {};
    const finding = chartVersion === undefined ? undefined : problemOf(versionOf(chartVersion), chartVersion);
    if (finding) report(['observability', 'chartVersion'], finding);
  },
};

function problemOf(version: Version, name: string): RuleProblem | undefined {
  const from = `${METRICS_CHART}-${OTLP_FROM.join('.')}`;
  const newer = { allowed: `${from} or later`, fix: `write ${DEFAULT_METRICS_CHART_VERSION}` };
  if (isBefore(version, INSTALLABLE_FROM)) {
    const what = `${name} makes PodSecurityPolicies, which Kubernetes has no more, so that it cannot be installed`;
    return { what, ...newer };
  }
  if (version[0] === OTHER_SELECTORS) {
    const what = `${name} scrapes its own parts only, not Loki, Tempo and your services, and drops metrics sent by OTLP`;
    return { severity: 'warning', what, ...newer };
  }
  if (isBefore(version, OTLP_FROM)) {
    const what = `${name} drops every metric that applications send by OTLP, without an error anywhere`;
    return { severity: 'warning', what, ...newer };
  }
  if (version[0] <= CURRENT[0]) return undefined;
  return {
    severity: 'warning',
    what: `${name} is newer than what this release has values for, and may ignore some of them`,
    allowed: `${from} to ${METRICS_CHART}-${CURRENT[0]}.x`,
    fix: `write ${DEFAULT_METRICS_CHART_VERSION}, or compare the chart's UPGRADE.md with constructs/observability/values`,
  };
}

function versionOf(chartVersion: string): Version {
  const [major = 0, minor = 0, patch = 0] = chartVersion
    .slice(METRICS_CHART.length + 1)
    .split('.')
    .map(Number);
  return [major, minor, patch];
}

function isBefore(version: Version, other: Version): boolean {
  const differing = version.map((part, index) => part - (other[index] ?? 0)).find((difference) => difference !== 0);
  return (differing ?? 0) < 0;
}
