import gt from 'semver/functions/gt';
import lt from 'semver/functions/lt';
import parse from 'semver/functions/parse';
import type { SemVer } from 'semver';
import { DEFAULT_METRICS_CHART_VERSION, METRICS_CHART } from '../entities/observability-stack';
import { CHART_REPOSITORIES } from '../entities/sources';
import type { RuleProblem, Rule } from './rule';

/** The oldest chart that these values were tried with. */
const OLDEST = '56.3.0';

/** The one major that selects monitors by other values; the next took that back (the chart's UPGRADE.md). */
const OTHER_SELECTORS = 63;

/** The first major whose chart upgrades its CRDs itself; before it, Helm leaves them as the first installation made them. */
const UPGRADES_CRDS = 69;

/** Writes the CRDs of a version over those that are there. */
const crdsOf = ({ version }: SemVer, repository: string) =>
  `helm show crds ${METRICS_CHART} --repo ${repository} --version ${version} | ` +
  'kubectl apply --server-side --force-conflicts -f -';

export const metricsChartVersion: Rule = {
  id: 'metrics-chart-version',
  about: `The version of ${METRICS_CHART} installs on the Kubernetes of LKE and takes the values it is given`,
  source: 'kube-prometheus-stack, UPGRADE.md',
  check({ observability, sources }, report) {
    const { chartVersion } = observability ?? {};
    const version = versionOf(chartVersion);
    const repository = sources?.charts?.['prometheus-community'] ?? CHART_REPOSITORIES['prometheus-community'];
    const finding = version && problemOf(version, String(chartVersion), repository);
    if (finding) report(['observability', 'chartVersion'], finding);
  },
};

function problemOf(version: SemVer, name: string, repository: string): RuleProblem | undefined {
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
  if (gt(version, OLDEST) && version.major < UPGRADES_CRDS) {
    return {
      severity: 'warning',
      what: `${name} leaves the CRDs of an older version as they were, and what is new in its fields is dropped without a word`,
      allowed: `${METRICS_CHART}-${UPGRADES_CRDS}.0.0 or later, which upgrades them itself`,
      fix: `write ${DEFAULT_METRICS_CHART_VERSION}; or, where an older version is installed, before the apply: ${crdsOf(version, repository)}`,
    };
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
