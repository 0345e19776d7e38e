import type { EnvironmentName } from '../../model/entities/environment';
import type { StackId } from '../../model/naming';
import { type Finding, type Severity, worst } from '../../model/rules/drift/finding';
import { concerns, stacksFor } from '../../model/rules/drift/stands-on';
import type { CheckedStack } from './check-stack';
import type { Detected } from './detect';
import type { Pending } from './pending';

/** How one stack was looked at, in a report. */
export interface ReportedStack {
  readonly stack: StackId;
  readonly status: CheckedStack['status'];
  /** What cannot be known, or went wrong. */
  readonly limits: readonly string[];
  /** What the present configuration would change beside the drift; null where nothing is. */
  readonly pending: Pending | null;
  /** When it was applied what it is compared with; null where that is not known. */
  readonly applied_at: string | null;
}

/** A DriftReport of data-model.md: the first five fields; the others say what it stands on. */
export interface DriftReport {
  /** UUID. */
  readonly report_id: string;
  readonly environment: EnvironmentName;
  /** ISO 8601. */
  readonly detected_at: string;
  readonly drift_summary: Severity;
  /** Key of the full plan in the bucket of reports. */
  readonly details_path: string;
  readonly platform: string;
  /** Whether all was compared that can be. */
  readonly complete: boolean;
  /** When all of it was compared last, in ISO 8601; null before the first time. */
  readonly last_complete_at: string | null;
  readonly stacks: readonly ReportedStack[];
  readonly findings: readonly Finding[];
}

export interface ReportProps {
  readonly environment: EnvironmentName;
  readonly platform: string;
  readonly reportId: string;
  readonly detailsPath: string;
  /** When all of the environment was compared last, before this time. */
  readonly lastCompleteAt: string | undefined;
}

/**
 * The report of one environment. What could not be looked at is never no drift: it is minor at least, since nobody can
 * say that it is none.
 */
export function reportOf({ stacks, findings, at }: Detected, props: ReportProps): DriftReport {
  const { environment, platform, reportId, detailsPath, lastCompleteAt } = props;
  const looked = stacks.filter(({ stack }) => stacksFor(environment).includes(stack));
  const own = findings.filter((finding) => concerns(environment, finding));
  const complete = looked.every(({ status }) => status === 'checked' || status === 'not-applied');
  const summary = worst([...own.map(({ severity }) => severity), complete ? 'none' : 'minor']);
  return {
    report_id: reportId,
    environment,
    detected_at: at.toISOString(),
    drift_summary: summary,
    details_path: detailsPath,
    platform,
    complete,
    last_complete_at: complete ? at.toISOString() : (lastCompleteAt ?? null),
    stacks: looked.map(({ stack, status, limits, pending, appliedAt }) => ({
      stack,
      status,
      limits,
      pending: pending ?? null,
      applied_at: appliedAt ?? null,
    })),
    findings: own,
  };
}
