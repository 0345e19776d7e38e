/** Something of the Linode API. */
interface Item {
  readonly id: number;
  readonly region?: string;
}

/**
 * The one of several things that the user means.
 *
 * @param kind what it is, in a word
 * @param reference its id or its name
 * @throws {Error} when there is none, with those there are
 */
export function pick<T extends Item>(
  kind: string,
  reference: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): T {
  const found = items.find((item) => nameOf(item) === reference) ?? items.find(({ id }) => String(id) === reference);
  if (found) return found;
  const texts = items.map((item) => `${nameOf(item)} (${[item.id, item.region].filter(Boolean).join(', ')})`);
  const others = texts.length > 0 ? `There are ${texts.join(', ')}.` : `There is no ${kind} at all.`;
  throw new Error(`this account has no ${kind} "${reference}". ${others} Name it by its id or its name.`);
}
