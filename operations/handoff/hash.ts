import { createHash } from 'node:crypto';
import type { HandoffContract } from '../../model/handoff/contract';

/** A contract as it is kept: the same contract is the same text, whatever the order in which it was made. */
export const contractText = (contract: HandoffContract): string =>
  `${JSON.stringify(sorted(contract), undefined, 2)}\n`;

/** SHA-256 of a contract. */
export const contractHash = (contract: HandoffContract): string => hashOfText(contractText(contract));

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keys in order; lists keep theirs, which in steps has a meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
