import type { EnvironmentName } from '../../../model/entities/environment';
import type { Changed } from '../../../operations/lifecycle/change-status';
import type { LabelOutcome } from '../../../operations/lifecycle/label-follows';
import type { ReportedProblem } from '../../conventions/problems';

/** What is to be known of a change that was written down, but did not reach everything. */
export function changeWarnings(
  environment: EnvironmentName,
  { notAnchored }: Pick<Changed, 'notAnchored'>,
  label: LabelOutcome | undefined,
): ReportedProblem[] {
  return [
    ...(notAnchored === undefined
      ? []
      : [{ severity: 'warning' as const, what: notAnchored, fix: 'npx lke-platform audit verify' }]),
    ...(label && 'notSet' in label
      ? [
          {
            severity: 'warning' as const,
            what: `the label in the cluster does not follow yet: ${label.notSet}`,
            fix: `npx lke-platform environment status ${environment} --fix`,
          },
        ]
      : []),
  ];
}

export const isLabelled = (label: LabelOutcome | undefined) => label !== undefined && 'label' in label;
