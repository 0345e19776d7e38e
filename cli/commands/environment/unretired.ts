import { ENVIRONMENT_NAMES } from '../../../model/entities/environment';
import type { StackId } from '../../../model/naming';
import type { ApplyProps } from '../../../operations/deploy/apply-stack';
import type { Deployment } from '../../../operations/deploy/deployment';
import type { DeployProblem } from '../../../operations/deploy/deploy-problem';
import type { Going } from '../../../operations/retirement/unretired';

/**
 * Warns of environments that are destroyed and were not retired. A ledger that cannot be read holds nothing up; that it was
 * not asked is said, unless its bucket is gone, as when the destruction of a platform is run again.
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
  } catch (error) {
    const environments = stacks.filter((stack) =>
      ENVIRONMENT_NAMES.some((name) => name === stack && name !== 'system'),
    );
    const { name, message } = error as Error;
    if (name !== 'NoSuchBucket' && environments.length > 0) warn?.(notAsked(environments, message));
    return () => Promise.resolve();
  }
  for (const problem of going.map(unretiredProblem)) if (problem) warn?.(problem);
  return async (stack) => {
    if (audit) await writeDestroyed(audit, going, [stack]);
  };
}

const notAsked = (environments: readonly StackId[], why: string): DeployProblem => ({
  where: `stack ${environments.join(', ')}`,
  what: `whether ${environments.join(', ')} is retired was not checked, because the ledger cannot be read: ${why}`,
  fix: 'see npx lke-platform doctor, then npx lke-platform environment status; what is not retired goes without a backup',
});
