import type { PlanSummary } from '../plan-review/plan-summary';
import { type DeployProblem, DeployRefused } from './deploy-problem';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { lockedRefusals } from './refuse-locked';
import { lostPoolRefusals } from './refuse-lost-pools';

/** Why a plan is not applied, whoever approves it. */
export async function planRefusals(
  deployment: Deployment,
  stack: SynthesizedStack,
  summary: PlanSummary,
): Promise<DeployProblem[]> {
  return [...(await lostPoolRefusals(deployment, stack, summary)), ...lockedRefusals(stack, summary)];
}

/**
 * Checks that a plan loses nothing that is protected or locked. The engine cannot see it where a pool is part of the
 * cluster resource: to it the cluster changes in place.
 *
 * @throws {DeployRefused} with every reason
 */
export async function refusePlan(deployment: Deployment, stack: SynthesizedStack, summary: PlanSummary): Promise<void> {
  const refusals = await planRefusals(deployment, stack, summary);
  if (refusals.length > 0) throw new DeployRefused(refusals);
}
