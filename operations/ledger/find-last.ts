/**
 * The last sequence of a chain without holes, found by asking whether single ones exist: steps that double until one is
 * missing, then halves. The last of 100,000 takes about 34 questions, with a good hint three.
 *
 * @param exists whether an event has this sequence
 * @param hint a sequence that may be near the end; it is asked for, never trusted
 * @returns 0 for an empty chain
 */
export async function findLast(exists: (sequence: number) => Promise<boolean>, hint = 0): Promise<number> {
  let there = hint > 0 && (await exists(hint)) ? hint : 0;
  let step = 1;
  while (await exists(there + step)) {
    there += step;
    step *= 2;
  }
  let missing = there + step;
  while (missing - there > 1) {
    const middle = Math.floor((there + missing) / 2);
    if (await exists(middle)) there = middle;
    else missing = middle;
  }
  return there;
}

/**
 * The first sequence of a range for which something holds from then on; one past the range if for none.
 *
 * @param holds asked about single sequences; once it holds it has to go on holding
 */
export async function findFirst(
  { first, last }: { first: number; last: number },
  holds: (sequence: number) => Promise<boolean>,
): Promise<number> {
  let [low, high] = [first, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
