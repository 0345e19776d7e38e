import type { StackId } from '../../../model/naming';
import type { AuditRecorder } from '../../../operations/audit/record';
import type { Deployment } from '../../../operations/deploy/deployment';
import { countOf } from '../../conventions/count-of';
import type { ReportedProblem } from '../../conventions/problems';

/** Ends the grants of stacks that are about to go, and keeps what went wrong with that: it stops no destruction. */
export function grantEnder(deployment: Deployment, audit: AuditRecorder | undefined) {
  const problems: ReportedProblem[] = [];
  const end = async (stack: StackId) => {
    const { endGrantsOf } = await import('../../../operations/access/end-of-environment');
    const { output: site, environment } = deployment;
    try {
      const ended = await endGrantsOf(stack, { site, environment, audit });
      if (ended > 0) deployment.step(stack, `${countOf(ended, 'grant')} ended`);
    } catch (error) {
      const what = `the grants of ${stack} could not be ended by themselves; they end with its accounts: ${(error as Error).message}`;
      problems.push({ severity: 'warning', what });
    }
  };
  return { end, problems };
}
