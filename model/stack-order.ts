import type { StackId } from './naming';

/** The stack that has to be applied right before another one; undefined for the first. */
export function appliedBefore(stack: StackId): StackId | undefined {
  if (stack === 'state') return undefined;
  if (stack === 'cluster') return 'state';
  return stack === 'system' ? 'cluster' : 'system';
}

/** The stack whose outputs another one reads from its state; undefined where it reads none. */
export const readBy = (stack: StackId): StackId | undefined =>
  stack === 'state' || stack === 'cluster' ? undefined : 'cluster';
