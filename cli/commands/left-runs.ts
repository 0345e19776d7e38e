import type { CommandContext } from '../command-context';
import type { ReportedProblem } from '../conventions/problems';
import type { Progress } from '../conventions/progress';
import { warnNow } from '../conventions/run-command';

/**
 * Says which runs on this machine were killed, and removes what they left in the temporary folder: saved plans hold
 * secrets.
 *
 * @returns the warnings that the reply has to carry, because they were not printed yet
 */
export async function warnOfLeftRuns(
  { flags, streams }: CommandContext,
  progress: Progress,
): Promise<ReportedProblem[]> {
  const { leftRuns, removeDeadRuns } = await import('../../operations/deploy/left-runs');
  const { leftRunReport } = await import('../../operations/deploy/left-run-report');
  const left = leftRuns();
  removeDeadRuns(left);
  return warnNow(
    left.map((run) => ({ severity: 'warning', ...leftRunReport(run) })),
    { flags, streams, progress },
  );
}
