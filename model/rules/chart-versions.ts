import lt from 'semver/functions/lt';
import parse from 'semver/functions/parse';
import type { SemVer } from 'semver';
import { DEFAULT_METRICS_CHART_VERSION, METRICS_CHART } from '../entities/observability-stack';
import type { RuleProblem, Rule } from './rule';

/** Charts before it make PodSecurityPolicies, a kind that Kubernetes dropped in 1.25. */
const INSTALLABLE_FROM = '42.0.0';

/** The chart knows the values for OTLP from here on; before, it drops them without a word. */
const OTLP_FROM = '75.3.6';

/** The one major that selects monitors by other values; the next took that back (the chart's UPGRADE.md). */
const OTHER_SELECTORS = 63;

export const metricsChartVersion: Rule = {
  id: 'metrics-chart-version',
  about: `The version of ${METRICS_CHART} installs on the Kubernetes of LKE and takes the values it is given`,
  source: 'kube-prometheus-stack, UPGRADE.md (and its pull requests 2561 and 5805)',
  check({ observability }, report) {
    const { chartVersion } = observability ?? {};
    const version = versionOf(chartVersion);
    const finding = version && problemOf(version, String(chartVersion));
    if (finding) report(['observability', 'chartVersion'], finding);
  },
};

function problemOf(version: SemVer, name: string): RuleProblem | undefined {
  const from = `${METRICS_CHART}-${OTLP_FROM}`;
  const newer = { allowed: `${from} or later`, fix: `write ${DEFAULT_METRICS_CHART_VERSION}` };
  if (lt(version, INSTALLABLE_FROM)) {
    const what = `${name} makes PodSecurityPolicies, which Kubernetes has no more, so that it cannot be installed`;
    return { what, ...newer };
  }
  if (version.major === OTHER_SELECTORS) {
    const what = `${name} scrapes its own parts only, not Loki, Tempo and your services, and drops metrics sent by OTLP`;
    return { severity: 'warning', what, ...newer };
  }
  if (lt(version, OTLP_FROM)) {
    const what = `${name} drops every metric that applications send by OTLP, without an error anywhere`;
    return { severity: 'warning', what, ...newer };
  }
  const current = versionOf(DEFAULT_METRICS_CHART_VERSION)?.major ?? 0;
  if (version.major <= current) return undefined;
  return {
    severity: 'warning',
    what: `${name} is newer than what this release has values for, and may ignore some of them`,
    allowed: `${from} to ${METRICS_CHART}-${current}.x`,
    fix: `write ${DEFAULT_METRICS_CHART_VERSION}, or compare the chart's UPGRADE.md with constructs/observability/values`,
  };
}

/** Version behind the name of the chart; null for what is not a version. */
const versionOf = (chartVersion = '') => parse(chartVersion.slice(METRICS_CHART.length + 1));
