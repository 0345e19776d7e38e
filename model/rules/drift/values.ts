import type { Difference } from './difference';

/** A value as a number; undefined if it is none. */
const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Whether a number has become greater. */
export function grew({ before, after }: Difference): boolean {
  const [from, to] = [asNumber(before), asNumber(after)];
  return from !== undefined && to !== undefined && to > from;
}

/** Whether a list has got entries and lost none. */
export function onlyGained({ before, after }: Difference): boolean {
  const [from, to] = [listOf(before), listOf(after)].map((list) => list.map((entry) => JSON.stringify(entry)));
  return from?.every((entry) => to?.includes(entry)) ?? false;
}

const listOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
};

/** Whether an entry came into a list, or left it. */
export const touches = (entry: string) => (difference: Difference) =>
  listOf(difference.before).includes(entry) !== listOf(difference.after).includes(entry);

/** Whether two lists have the same entries, in another order. */
export function onlyReordered({ before, after }: Difference): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return false;
  const [from, to] = [before, after].map((list: unknown[]) => list.map((entry) => JSON.stringify(entry)).sort());
  return JSON.stringify(from) === JSON.stringify(to);
}
