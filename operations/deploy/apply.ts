import type { StackId } from '../../model/naming';
import { type ApplyProps, applyStack, type StackApply } from './apply-stack';
import type { Deployment } from './deployment';
import { inOrder, type Outcome } from './in-order';

/** What came of one stack: applied or not, failed, or not begun. */
export type AppliedStack = { readonly stack: StackId } & (StackApply | Exclude<Outcome<never>, { status: 'done' }>);

export interface ApplyStacksProps extends ApplyProps {
  /** How many stacks at once. */
  readonly parallelism: number;
}

/**
 * Applies stacks one after the other where one needs the other, at the same time where not. What is not applied keeps
 * those that need it from being begun. Never rejects: what went wrong is part of the answer.
 *
 * @param ids names of stacks; none means all
 */
export async function applyStacks(
  deployment: Deployment,
  ids: readonly string[],
  { parallelism, ...props }: ApplyStacksProps,
): Promise<AppliedStack[]> {
  const outcomes = await inOrder({
    ids: deployment.living(ids).map(({ id }) => id),
    before: (id) => deployment.stack(id).dependencies,
    parallelism,
    work: (id) => applyStack(deployment, deployment.stack(id), props),
    isDone: ({ status }) => status !== 'declined',
  });
  return appliedStacks(outcomes);
}

/** Outcomes as a list, in the order of the stacks. */
export function appliedStacks(outcomes: ReadonlyMap<StackId, Outcome<StackApply>>): AppliedStack[] {
  return [...outcomes].map(([stack, outcome]) =>
    outcome.status === 'done' ? { stack, ...outcome.value } : { stack, ...outcome },
  );
}
