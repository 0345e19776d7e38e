/**
 * An amount of which a part may not be known: what is known, and how many there are of each thing whose worth is not. It
 * adds up and subtracts like a number, so that what is unknown on both sides of a difference is gone from it, and what is
 * unknown is never taken for nothing.
 */
export interface Amount {
  /** What is known: millionths of a dollar, or gigabytes. */
  readonly known: bigint;
  /** Number of things by name whose worth is not known; none is zero. Less than zero in a difference: that many fewer. */
  readonly unknown: ReadonlyMap<string, bigint>;
}

export const NOTHING: Amount = { known: 0n, unknown: new Map() };

/** So many of one thing. @param worth of one; undefined where it is not known */
export function amountOf(worth: bigint | undefined, quantity: number, name: string): Amount {
  const count = BigInt(quantity);
  if (worth !== undefined) return { known: worth * count, unknown: new Map() };
  return { known: 0n, unknown: new Map(count === 0n ? [] : [[name, count]]) };
}

export const sumOf = (amounts: readonly Amount[]): Amount => amounts.reduce(plus, NOTHING);

export const differenceOf = (before: Amount, after: Amount): Amount => plus(after, negative(before));

/** Whether all of it is known. */
export const isComplete = ({ unknown }: Amount) => unknown.size === 0;

/** Whether there is nothing: of a difference, whether nothing differs. */
export const isNothing = ({ known, unknown }: Amount) => known === 0n && unknown.size === 0;

function plus(a: Amount, b: Amount): Amount {
  const unknown = new Map(a.unknown);
  for (const [name, count] of b.unknown) {
    const sum = (unknown.get(name) ?? 0n) + count;
    if (sum === 0n) unknown.delete(name);
    else unknown.set(name, sum);
  }
  return { known: a.known + b.known, unknown };
}

const negative = ({ known, unknown }: Amount): Amount => ({
  known: -known,
  unknown: new Map([...unknown].map(([name, count]) => [name, -count])),
});
