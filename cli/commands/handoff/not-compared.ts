import type { Publication } from '../../../operations/handoff/publish';
import type { ReportedProblem } from '../../conventions/problems';

/** What is to be known of contracts that were published though nothing could be compared with the one before. */
export const notComparedWarnings = (publications: readonly Publication[]): ReportedProblem[] =>
  publications.flatMap(({ environment, version, notCompared }) =>
    notCompared === undefined
      ? []
      : [
          {
            severity: 'warning' as const,
            what: `whether version ${version} of the hand-off contract of ${environment} breaks what was told before is not known: ${notCompared}`,
            fix: `tell its teams to read it whole: npx lke-platform handoff show ${environment}`,
          },
        ],
  );
