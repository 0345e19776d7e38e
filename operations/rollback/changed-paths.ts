import { schemaPath } from '../../model/rules/drift/difference';
import type { Direction } from '../../model/rules/reversibility/rule';
import type { ChangeJson } from '../engine/plan-json';
import { isRecord } from '../plan-review/attribute-changes';

/** One value that a plan changes in place. The value itself may be a secret, and is not part of it. */
export interface ChangedPath {
  /** Path in the schema, without places in lists. */
  readonly path: string;
  /** Path in the resource, with them. */
  readonly at: readonly (string | number)[];
  readonly directions: readonly Direction[];
}

interface Sides {
  readonly at: readonly (string | number)[];
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
}

/** What an update changes, down to single values; a list whose length changes is one. */
export function changedPaths({ before, after, after_unknown: unknown }: ChangeJson): ChangedPath[] {
  return changesIn({ at: [], before, after, unknown }).map((it) => ({ ...it, path: schemaPath(it.at).join('.') }));
}

function changesIn(sides: Sides): Omit<ChangedPath, 'path'>[] {
  const { at, before, after, unknown } = sides;
  // Not known yet as a whole: it may become anything, in any direction.
  if (unknown === true) return [{ at, directions: ['added', 'removed', 'switched-on', 'lowered'] }];
  const keys = keysToCompare(before, after, unknown);
  if (keys) return keys.flatMap((key) => changesIn(child(sides, key)));
  return isSame(before, after) ? [] : [{ at, directions: directionsOf(before, after) }];
}

/** Keys to go into; undefined where both sides are compared as they are. A single block is gone into even if it is new. */
function keysToCompare(before: unknown, after: unknown, unknown: unknown): (string | number)[] | undefined {
  const sides = [before, after].filter((side) => !isAbsent(side));
  if (sides.length > 0 && sides.every(isRecord)) {
    return [...new Set([before, after, unknown].flatMap((side) => (isRecord(side) ? Object.keys(side) : [])))];
  }
  if (sides.length === 0 || !sides.every(Array.isArray)) return undefined;
  const lists: unknown[][] = sides;
  if (!lists.every((list) => list.every(isRecord))) return undefined;
  const lengths = [before, after].map((side) => (Array.isArray(side) ? side.length : 0));
  const [longest, shortest] = [Math.max(...lengths), Math.min(...lengths)];
  return longest === shortest || longest === 1 ? [...Array(longest).keys()] : undefined;
}

const child = ({ at, ...sides }: Sides, key: string | number): Sides => ({
  at: [...at, key],
  before: valueAt(sides.before, key),
  after: valueAt(sides.after, key),
  unknown: valueAt(sides.unknown, key),
});

const valueAt = (value: unknown, key: string | number): unknown =>
  isRecord(value) || Array.isArray(value) ? (value as Record<string, unknown>)[key] : undefined;

const isAbsent = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0);

const isSame = (before: unknown, after: unknown) =>
  (isAbsent(before) && isAbsent(after)) || JSON.stringify(before) === JSON.stringify(after);

/** A list that lost something has lost it, whatever it gained. */
function directionsOf(before: unknown, after: unknown): Direction[] {
  const lists = Array.isArray(before) && Array.isArray(after) && !isAbsent(before) && !isAbsent(after);
  const isLonger = lists && after.length > before.length && before.every((it, index) => isSame(it, after[index]));
  return [
    ...(isLonger || (isAbsent(before) && !isAbsent(after)) ? ['added' as const] : []),
    ...((lists && !isLonger) || (isAbsent(after) && !isAbsent(before)) ? ['removed' as const] : []),
    ...(after === true && before !== true ? ['switched-on' as const] : []),
    ...(typeof before === 'number' && typeof after === 'number' && after < before ? ['lowered' as const] : []),
  ];
}
