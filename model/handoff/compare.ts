import { parseCpu, parseMemory } from '../quantity';
import { durationSeconds } from '../values';
import type { ContractChange, Effect, Told } from './change';

/** What a kind of rule says of two values at the same place; undefined for no difference. */
type Judge<T> = (before: T | undefined, after: T | undefined) => Effect | undefined;

/** How much something is; null stands for none. */
export type Amount = string | number | boolean | null;

/** @returns infinity for no limit */
export function amountOf(value: Amount): number {
  if (value === null) return Infinity;
  if (typeof value !== 'string') return Number(value);
  return durationSeconds(value) ?? parseCpu(value) ?? parseMemory(value) ?? NaN;
}

/** What has to stay as it is: another one is breaking. */
export const identity: Judge<string | null> = (before, after) => {
  // What nobody knew before nobody relied on.
  if (before === after || before === null || before === undefined) return before === after ? undefined : 'additive';
  return 'breaking';
};

/** What more of is better: less is breaking. */
export const offeredAmount: Judge<Amount> = (before = 0, after = 0) => {
  const [former, present] = [amountOf(before), amountOf(after)];
  if (before === after || former === present) return undefined;
  return present > former ? 'additive' : 'breaking';
};

/** What is asked of a team: more is breaking. */
export const demandedAmount: Judge<Amount> = (before = 0, after = 0) => {
  const [former, present] = [amountOf(before), amountOf(after)];
  if (before === after || former === present) return undefined;
  return present > former ? 'breaking' : 'additive';
};

/** What a team can use: one that is gone is breaking. */
export const offered: Judge<string> = (before, after) => {
  if (before === after) return undefined;
  return before === undefined ? 'additive' : 'breaking';
};

/** What a team has to do: one more is breaking. */
export const demanded: Judge<string> = (before, after) => {
  if (before === after) return undefined;
  return after === undefined ? 'additive' : 'breaking';
};

/** What is only told. */
export const told: Judge<string> = (before, after) => (before === after ? undefined : 'additive');

/** The differences between two lists of values, by where they are. */
export function changesBetween<T extends Amount>(
  rule: string,
  judge: Judge<T>,
  before: readonly Told<T>[],
  after: readonly Told<T>[],
): ContractChange[] {
  const former = new Map(before.map(({ at, value }) => [at, value]));
  const present = new Map(after.map(({ at, value }) => [at, value]));
  return [...new Set([...former.keys(), ...present.keys()])].flatMap((at) => {
    const [was, is] = [former.get(at), present.get(at)];
    const effect = judge(was, is);
    return effect === undefined ? [] : [{ rule, effect, at, before: textOf(was), after: textOf(is) }];
  });
}

function textOf(value: Amount | undefined): string | null {
  if (value === undefined) return null;
  return value === null ? 'none' : String(value);
}
