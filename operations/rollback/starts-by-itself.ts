import type { AutomaticCondition } from '../../model/entities/rollback-plan';
import { GO_BACK } from './steps';
import type { Step } from './record';

interface Starting {
  /** Whether the change is one of production. */
  readonly isProduction: boolean;
  readonly steps: readonly Step[];
  /** What the platform file says of the environment. @default - nothing starts one */
  readonly on: readonly AutomaticCondition[] | undefined;
}

/**
 * What starts the rollback of a change by itself. Never in production, whatever the file says; and never where a step has
 * to be agreed to, because it is not reversible, destroys something, or there is nothing to go back to.
 */
export function startsByItself({ isProduction, steps, on = [] }: Starting): readonly AutomaticCondition[] {
  const leadsBack = steps.some(({ id }) => id === GO_BACK);
  const isReversible = steps.every(({ asks, reversibility }) => !asks && reversibility === 'reversible');
  return !isProduction && leadsBack && isReversible ? on : [];
}
