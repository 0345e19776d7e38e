import type { StackId } from '../../../model/naming';
import type { ApplyProps } from '../../../operations/deploy/apply-stack';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { Going } from '../../../operations/retirement/unretired';

/**
 * Warns of environments that are destroyed and were not retired. A ledger that cannot be read holds nothing up: it may be
 * gone already, as when the destruction of a platform is run again.
 *
 * @returns what writes down that a stack is gone
 */
export async function warnOfUnretired(
  { output, environment }: Deployment,
  stacks: readonly StackId[],
  { audit, warn }: Pick<ApplyProps, 'warn' | 'audit'>,
): Promise<(stack: StackId) => Promise<void>> {
  const { openAuditLog } = await import('../../../operations/audit/place');
  const { goingAmong, unretiredProblem, writeDestroyed } = await import('../../../operations/retirement/unretired');
  let going: readonly Going[] = [];
  try {
    going = await goingAmong((audit?.log ?? openAuditLog(output, environment)).ledger, stacks);
  } catch {
    return () => Promise.resolve();
  }
  for (const problem of going.map(unretiredProblem)) if (problem) warn?.(problem);
  return async (stack) => {
    if (audit) await writeDestroyed(audit, going, [stack]);
  };
}
