import type { StackId } from '../../../model/naming';
import type { AppliedStack } from '../../../operations/deploy/apply';
import type { ApplyProps } from '../../../operations/deploy/apply-stack';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { Going } from '../../../operations/retirement/unretired';

/**
 * Warns of environments that are destroyed and were not retired.
 *
 * @returns what writes down which environments are gone, to be called after it
 */
export async function warnOfUnretired(
  { output, environment }: Deployment,
  stacks: readonly StackId[],
  { audit, warn }: Pick<ApplyProps, 'warn' | 'audit'>,
): Promise<(destroyed: readonly AppliedStack[]) => Promise<void>> {
  const { openAuditLog } = await import('../../../operations/audit/place');
  const { goingAmong, unretiredProblem, writeDestroyed } = await import('../../../operations/retirement/unretired');
  let going: readonly Going[] = [];
  try {
    going = await goingAmong((audit?.log ?? openAuditLog(output, environment)).ledger, stacks);
  } catch (error) {
    // Without a record of it, a ledger that does not answer holds nothing up.
    if (audit) throw error;
  }
  for (const problem of going.map(unretiredProblem)) if (problem) warn?.(problem);
  return async (destroyed) => {
    const gone = destroyed.flatMap(({ stack, status }) =>
      status === 'applied' || status === 'unchanged' ? stack : [],
    );
    if (audit) await writeDestroyed(audit, going, gone);
  };
}
