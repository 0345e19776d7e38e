import { type Amount, changesBetween } from '../compare';
import type { ContractChange, Effect, Told } from '../change';
import type { HandoffContract } from '../contract';

/** A rule by which two contracts are compared. */
export interface ContractRule {
  readonly id: string;
  /** What it holds, as a sentence. */
  readonly about: string;
  readonly changes: (before: HandoffContract, after: HandoffContract) => ContractChange[];
}

/** Declares a rule: which values it is about, and how they are judged. */
export function contractRule<T extends Amount>(
  id: string,
  about: string,
  judge: (before: T | undefined, after: T | undefined) => Effect | undefined,
  values: (contract: HandoffContract) => readonly Told<T>[],
): ContractRule {
  return { id, about, changes: (before, after) => changesBetween(id, judge, values(before), values(after)) };
}

/** Single values of an object, by their names. */
export const fields = <T extends Amount>(at: string, object: Readonly<Record<string, T>>): Told<T>[] =>
  Object.entries(object).map(([name, value]) => ({ at: `${at}.${name}`, value }));

/** Values of a map, by its keys, which may hold dots. */
export const entries = <T extends Amount>(at: string, map: Readonly<Record<string, T>>): Told<T>[] =>
  Object.entries(map).map(([key, value]) => ({ at: `${at}[${key}]`, value }));

/** Values that are their own names, such as domains. */
export const members = (at: string, list: readonly string[]): Told<string>[] =>
  list.map((value) => ({ at: `${at}[${value}]`, value }));
