import type { Thing } from './thing';
import { referenceOf } from './thing';
import type { Wanted } from './wanted';

/** Something that carries the platform's marks, or is in the way of a stack, and that no state holds. */
export interface Orphan extends Thing {
  /** The resource that a stack would make in its place; undefined where no plan was made, or none would. */
  readonly wanted?: Wanted | undefined;
  /** The field of the platform file that protects it from being removed; undefined if none does. */
  readonly protectedBy?: string | undefined;
}

/**
 * The orphans among what exists. Where several things have the name that a stack wants, the one that comes first stands
 * for it, and the others are twice.
 *
 * @param held references of what the states hold, or are about to
 */
export function orphansAmong(
  things: readonly Thing[],
  held: Pick<ReadonlySet<string>, 'has'>,
  wanted: readonly Wanted[],
): Orphan[] {
  const taken = new Set<Wanted>();
  return things.flatMap((thing) => {
    if (held.has(referenceOf(thing))) return [];
    const place = wanted.find((it) => it.type === thing.type && it.name === thing.name && !taken.has(it));
    if (place) taken.add(place);
    return place || thing.mark !== undefined ? [{ ...thing, wanted: place }] : [];
  });
}
