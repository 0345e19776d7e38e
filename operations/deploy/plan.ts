import type { StackId } from '../../model/naming';
import { Interrupted } from '../engine/interrupts';
import type { Deployment } from './deployment';
import { inOrder } from './in-order';
import { planStack, type StackPlan } from './plan-stack';

/** The plan of a stack, or why there is none. */
export type PlannedStack = { readonly stack: StackId } & (
  StackPlan | { readonly status: 'failed'; readonly error: unknown }
);

/**
 * Plans stacks, several at once: a plan changes nothing, so their order does not matter.
 *
 * @param ids names of stacks; none means all
 * @throws {Interrupted} when a signal came
 */
export async function planStacks(
  deployment: Deployment,
  ids: readonly string[],
  { parallelism }: { readonly parallelism: number },
): Promise<PlannedStack[]> {
  const stacks = deployment.living(ids);
  const outcomes = await inOrder({
    ids: stacks.map(({ id }) => id),
    before: () => [],
    parallelism,
    work: (id) => planStack(deployment, deployment.stack(id)),
  });
  return [...outcomes].map(([stack, outcome]) => {
    if (outcome.status === 'done') return { stack, ...outcome.value };
    const error = outcome.status === 'failed' ? outcome.error : undefined;
    if (error instanceof Interrupted) throw error;
    return { stack, status: 'failed', error };
  });
}
