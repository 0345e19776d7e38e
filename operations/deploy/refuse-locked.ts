import { liftLock } from '../engine/lift-lock';
import type { PlanSummary } from '../plan-review/plan-summary';
import type { DeployProblem } from './deploy-problem';
import type { SynthesizedStack } from './output-folder';

/**
 * Why a plan is not applied: what it would delete is locked. Linode would refuse half way, with a new pool beside the old
 * one.
 */
export function lockedRefusals({ id }: Pick<SynthesizedStack, 'id'>, { locked }: PlanSummary): DeployProblem[] {
  return locked.map(({ address, name, lock }) => ({
    where: `stack ${id}, ${address}`,
    what: `${name} would be deleted, and Linode refuses that: ${lock} is on it`,
    fix: `lift the lock first, in an apply of its own: ${liftLock(id)}`,
  }));
}
