import type { StackId } from '../../model/naming';
import { type AppliedStack, appliedStacks, type ApplyStacksProps } from './apply';
import { applyStack } from './apply-stack';
import type { Deployment } from './deployment';
import { inOrder } from './in-order';
import { refuseDestroy } from './refuse-destroy';

export interface DestroyStacksProps extends ApplyStacksProps {
  /** What is done before a stack goes, once that is approved. @default - nothing */
  readonly beforeDestroy?: ((stack: StackId) => Promise<void>) | undefined;
  /** What is done once a stack is gone. @default - nothing */
  readonly afterDestroy?: ((stack: StackId) => Promise<void>) | undefined;
  /** What is done while the buckets are still there, once all else is gone. @default - nothing */
  readonly beforeBuckets?: (() => Promise<void>) | undefined;
}

/**
 * Destroys stacks, each after those that need it. A stack that is not destroyed keeps those that it needs from being begun.
 *
 * @param ids names of stacks
 * @throws {DestroyRefused} when something is protected, or others stand on it; then nothing is destroyed
 */
export async function destroyStacks(
  deployment: Deployment,
  ids: readonly StackId[],
  { parallelism, beforeDestroy, afterDestroy, ...props }: DestroyStacksProps,
): Promise<AppliedStack[]> {
  const stacks = deployment.stacks(ids);
  await refuseDestroy(deployment, stacks);
  const outcomes = await inOrder({
    ids: stacks.map(({ id }) => id).reverse(),
    before: (id) => stacks.filter(({ dependencies }) => dependencies.includes(id)).map((other) => other.id),
    parallelism,
    work: async (id) => {
      const approve: ApplyStacksProps['approve'] = async (stack, summary) => {
        const isApproved = await props.approve(stack, summary);
        if (isApproved) await beforeDestroy?.(id);
        return isApproved;
      };
      const destroyed = await applyStack(deployment, deployment.stack(id), { ...props, approve }, { destroy: true });
      if (destroyed.status !== 'declined') await afterDestroy?.(id);
      return destroyed;
    },
    isDone: ({ status }) => status !== 'declined',
  });
  return appliedStacks(outcomes);
}
