import type { Difference } from '../../model/rules/drift/difference';
import type { CheckedStack } from './check-stack';

/** Adds to differences who made them, where that can be told. */
export type Attribution = (
  differences: readonly Difference[],
  stacks: readonly CheckedStack[],
) => Promise<readonly Difference[]>;
