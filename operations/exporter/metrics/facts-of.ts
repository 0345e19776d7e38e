import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../model/entities/environment';
import type { FactualStack, StackFacts } from '../../../model/stack-facts';
import type { ArtifactsTold } from '../sources/artifacts-reader';
import type { LedgerTold } from '../sources/ledger-reader';

/** Both sources that tell which stacks there are: one alone cannot say it. */
export interface WhatIsThere {
  readonly artifacts: ArtifactsTold;
  readonly ledger: LedgerTold;
}

/** Whether something was applied of a stack that was not destroyed since. */
export function isThere({ artifacts, ledger }: WhatIsThere, stack: FactualStack): boolean {
  const began = artifacts.applied.get(stack)?.began;
  const destroyed = ledger.destroyed.get(stack);
  return began !== undefined && (destroyed === undefined || Date.parse(began) > Date.parse(destroyed));
}

/** What the last good apply of a stack tells that is there. */
export const factsOf = (there: WhatIsThere, stack: FactualStack): StackFacts | undefined =>
  isThere(there, stack) ? there.artifacts.applied.get(stack)?.facts : undefined;

/** The environments that are there, in the order of their stacks. */
export const environmentsIn = (there: WhatIsThere): readonly EnvironmentName[] =>
  ENVIRONMENT_NAMES.filter((name) => isThere(there, name));
