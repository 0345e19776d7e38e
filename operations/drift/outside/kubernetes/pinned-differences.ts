import { isSameQuantity } from './quantities';

/** One place at which what is there is not what a manifest says. */
export interface PinnedDifference {
  readonly path: readonly (string | number)[];
  readonly action: 'added' | 'changed' | 'removed';
  readonly before?: unknown;
  readonly after?: unknown;
}

type Path = readonly (string | number)[];
type Tree = Readonly<Record<string, unknown>>;

/** Fields of which leaving out means something else than their empty value. */
const EMPTY_MATTERS: readonly unknown[] = [
  'automountServiceAccountToken',
  'allowPrivilegeEscalation',
  'enableServiceLinks',
];

/** Keys by which the elements of a list are told apart, the first that all of them have. */
const LIST_KEYS = ['name', 'key', 'path'];

/**
 * Where an object differs from what a manifest pins of it. What the manifest does not say is the server's, or another
 * writer's; a list that it says is pinned as a whole, so that what was added to it counts.
 */
export function pinnedDifferences(pinned: unknown, live: unknown, path: Path = []): PinnedDifference[] {
  if (isSame(pinned, live, path)) return [];
  if (live === undefined || live === null) return [{ path, action: 'removed', before: pinned }];
  if (isTree(pinned) && isTree(live)) {
    return Object.entries(pinned).flatMap(([name, value]) => pinnedDifferences(value, live[name], [...path, name]));
  }
  if (Array.isArray(pinned) && Array.isArray(live)) return inLists(pinned, live, path);
  return [{ path, action: 'changed', before: pinned, after: live }];
}

function inLists(pinned: readonly unknown[], live: readonly unknown[], path: Path): PinnedDifference[] {
  const key = LIST_KEYS.find((name) => isKeyOf(name, pinned) && isKeyOf(name, live));
  if (key !== undefined) return inKeyedLists(key, pinned as readonly Tree[], live as readonly Tree[], path);
  const isPaired = pinned.length === live.length && [...pinned, ...live].every(isTree);
  if (isPaired) return pinned.flatMap((value, index) => pinnedDifferences(value, live[index], [...path, index]));
  const isUnchanged = pinned.length === live.length && pinned.every((value, index) => isSame(value, live[index], path));
  return isUnchanged ? [] : [{ path, action: 'changed', before: pinned, after: live }];
}

function inKeyedLists(key: string, pinned: readonly Tree[], live: readonly Tree[], path: Path): PinnedDifference[] {
  const byKey = (list: readonly Tree[]) => new Map(list.map((element) => [String(element[key]), element]));
  const [before, after] = [byKey(pinned), byKey(live)];
  const kept = [...before].flatMap(([name, element]) => pinnedDifferences(element, after.get(name), [...path, name]));
  const added = [...after].flatMap(([name, element]): PinnedDifference[] =>
    before.has(name) ? [] : [{ path: [...path, name], action: 'added', after: element }],
  );
  return [...kept, ...added];
}

function isKeyOf(name: string, list: readonly unknown[]): boolean {
  const names = list.map((element) => (isTree(element) ? element[name] : undefined));
  return list.length > 0 && names.every((it) => typeof it === 'string') && new Set(names).size === names.length;
}

function isSame(pinned: unknown, live: unknown, path: Path): boolean {
  if (pinned === live || pinned === null || pinned === undefined) return true;
  if (live === undefined || live === null) return isEmpty(pinned) && !EMPTY_MATTERS.includes(path.at(-1));
  return isSameQuantity(pinned, live, path);
}

/** The API server leaves out what is empty. */
function isEmpty(value: unknown): boolean {
  if (value === '' || value === false || value === 0 || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isTree(value) && Object.values(value).every(isEmpty);
}

/** Whether nothing is there: 0 and false are something, such as the user root. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isTree(value) && Object.values(value).every(isNothing);
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
