import { createHash } from 'node:crypto';
import type { HandoffContract } from '../../model/handoff/contract';

/** Lists whose order has a meaning. All others are sets, in the order in which somebody wrote them. */
const IN_ORDER: readonly string[] = ['deployment_steps', 'contacts'] satisfies (keyof HandoffContract)[];

/** A contract as it is kept: the same contract is the same text, whatever the order in which it was made. */
export const contractText = (contract: HandoffContract): string =>
  `${JSON.stringify(sorted(contract), undefined, 2)}\n`;

/** SHA-256 of a contract. */
export const contractHash = (contract: HandoffContract): string => hashOfText(contractText(contract));

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keys and sets in order, by their code units: that of a language differs between machines. */
function sorted(value: unknown, isInOrder = false): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one) => sorted(one));
    return isInOrder
      ? all
      : all
          .map((one) => [JSON.stringify(one), one] as const)
          .sort(byFirst)
          .map(([, one]) => one);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(byFirst);
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one, IN_ORDER.includes(key))]));
}

const byFirst = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);
