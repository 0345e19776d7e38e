import { identityOf } from '../grouped';
import type { DriftReport } from '../report';
import { statusOf } from './status';

/** What an incident can be about. Of each an environment has one incident at a time, beside those of the others. */
export interface Matter {
  readonly name: 'drift' | 'not-checked';
  /** What is wrong, each by what stays the same for as long as it lasts; nothing where nobody has to be called. */
  readonly found: (report: DriftReport) => readonly string[];
  readonly title: (report: DriftReport) => string;
  /** As PagerDuty calls it. */
  readonly severity: 'error' | 'warning';
  /** Key of what is kept of the incident of an environment, in the bucket of reports. */
  readonly key: (report: DriftReport) => string;
  /** What notes call the incident. */
  readonly incident: (report: DriftReport) => string;
  /** What notes call what it was told of. */
  readonly words: { readonly one: string; readonly other: string; readonly lasts: string };
}

const majorDrift: Matter = {
  name: 'drift',
  found: ({ findings }) => [
    ...new Set(findings.filter(({ severity }) => severity === 'major').map((finding) => identityOf(finding))),
  ],
  title: (report) => `Drift of ${report.platform}, ${report.environment}: ${statusOf(report)}`,
  severity: 'error',
  key: ({ environment }) => `incidents/${environment}.json`,
  incident: ({ environment }) => `incident of ${environment}`,
  words: { one: 'major drift', other: 'other major drift', lasts: 'its drift lasts' },
};

/** Stacks that were not looked at, or only in part: nobody knows whether there is drift. */
const notChecked: Matter = {
  name: 'not-checked',
  found: ({ complete, stacks }) =>
    complete
      ? []
      : stacks.filter(({ status }) => status === 'partly' || status === 'not-checked').map(({ stack }) => stack),
  title: (report) => `Drift of ${report.platform}, ${report.environment}: not all could be checked`,
  severity: 'warning',
  key: ({ environment }) => `incidents/${environment}-not-checked.json`,
  incident: ({ environment }) => `incident of what could not be checked of ${environment}`,
  words: { one: 'stack that cannot be checked', other: 'other stack that cannot be checked', lasts: 'that lasts' },
};

export const MATTERS: readonly Matter[] = [majorDrift, notChecked];
