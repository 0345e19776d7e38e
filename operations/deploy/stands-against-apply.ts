import { Interrupted } from '../engine/interrupts';
import type { Deployment } from './deployment';
import type { SynthesizedStack } from './output-folder';
import { planStack } from './plan-stack';
import { refuseInTheWay } from './settle-orphans';

/**
 * What keeps another apply of a stack from being begun, after one that failed: the engine does not get to the end of a plan,
 * or the plan is one that apply refuses. Without that the failure is got over by applying again.
 *
 * @returns it in words; undefined where nothing does
 * @throws {Interrupted} when a signal came
 */
export async function standsAgainstApply(deployment: Deployment, stack: SynthesizedStack): Promise<string | undefined> {
  try {
    deployment.step(stack.id, 'looking whether it can be applied again');
    const plan = await planStack(deployment, stack);
    if (plan.status === 'unchanged') return undefined;
    if (plan.status === 'waits') return `it waits for ${plan.waitsFor.join(', ')}`;
    // An API that is down for a moment is nothing that a rollback would get out of the way.
    await refuseInTheWay(deployment, stack, plan, { allowUnchecked: () => true });
    return plan.refusals.length > 0 ? plan.refusals.map(({ what }) => what).join('; ') : undefined;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return (error as Error).message;
  }
}
