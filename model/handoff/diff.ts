import type { ContractChange } from './change';
import type { HandoffContract } from './contract';
import { ACCESS_RULES } from './rules/access';
import { LIMIT_RULES } from './rules/limits';
import { PLACE_RULES } from './rules/place';
import { PLACEMENT_RULES } from './rules/placement';
import type { ContractRule } from './rules/rule';

/** Every rule by which contracts are compared. */
export const CONTRACT_RULES: readonly ContractRule[] = [
  ...PLACE_RULES,
  ...LIMIT_RULES,
  ...PLACEMENT_RULES,
  ...ACCESS_RULES,
];

/**
 * What is different between two contracts of an environment, what breaks first. A pool, a role or a Secret that came or
 * went is told once, and not by each of its values.
 */
export function diffContracts(before: HandoffContract, after: HandoffContract): ContractChange[] {
  const changes = CONTRACT_RULES.flatMap((rule) => rule.changes(before, after));
  const whole = changes.filter(({ before: was, after: is }) => was === null || is === null).map(({ at }) => at);
  const isPart = ({ at }: ContractChange) => whole.some((other) => at.startsWith(`${other}.`));
  return changes.filter((change) => !isPart(change)).sort((a, b) => rank(a) - rank(b));
}

const rank = ({ effect }: ContractChange) => (effect === 'breaking' ? 0 : 1);

export const isBreaking = (changes: readonly ContractChange[]) => changes.some(({ effect }) => effect === 'breaking');
