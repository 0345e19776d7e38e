import { below, type FieldOwners, type Fields } from './field-owners';
import { isNothing, type PinnedDifference } from './pinned-differences';

type Path = PinnedDifference['path'];
type Tree = Readonly<Record<string, unknown>>;

/** One place of an object: what the manifest says there, what is there, and what of it was written by whom. */
interface Place {
  readonly pinned: unknown;
  readonly live: unknown;
  readonly own: Fields | undefined;
  readonly others: Fields;
  readonly path: Path;
}

/**
 * What somebody added to an object that its manifest does not mention: the API server keeps who wrote a field, so that its
 * own defaults, which count as the release's, are told from what came later.
 */
export function addedFields(pinned: unknown, live: unknown, { own, others }: FieldOwners): PinnedDifference[] {
  return addedAt({ pinned, live, own, others, path: [] });
}

function addedAt(place: Place): PinnedDifference[] {
  const { pinned, live, own, path } = place;
  if (isNothing(live)) return [];
  const isMentioned = pinned !== undefined && pinned !== null;
  // Nothing of it is the release's: it was added as a whole.
  if (!isMentioned && own === undefined && path.length > 0) return wholeAt(path, live);
  if (isTree(live) && (!isMentioned || isTree(pinned))) return inTree(place, live);
  if (Array.isArray(live) && (!isMentioned || Array.isArray(pinned))) return inList(place, live);
  // A value that the manifest mentions is compared with it; one that both wrote is the release's.
  return [];
}

/** Texts, labels and the like are told one by one: each of them says something of its own. */
function wholeAt(path: Path, live: unknown): PinnedDifference[] {
  const isMap = isTree(live) && MAPS.includes(String(path.at(-1)));
  if (!isMap) return [{ path, action: 'added', after: live }];
  return Object.entries(live).map(([name, after]) => ({ path: [...path, name], action: 'added', after }));
}

const MAPS = ['annotations', 'binaryData', 'data', 'labels'];

function inTree({ pinned, own, others, path }: Place, live: Tree): PinnedDifference[] {
  return Object.entries(live).flatMap(([name, value]) => {
    const field = `f:${name}`;
    const byOthers = below(others, field);
    if (!byOthers) return [];
    const place = { pinned: isTree(pinned) ? pinned[name] : undefined, live: value, own: below(own, field) };
    return addedAt({ ...place, others: byOthers, path: [...path, name] });
  });
}

/** Elements by the keys that the API server tells them apart by. One that a list of the manifest lacks is told elsewhere. */
function inList({ pinned, own, others, path }: Place, live: readonly unknown[]): PinnedDifference[] {
  return Object.keys(others).flatMap((field) => {
    const keys = keysOf(field);
    const index = keys ? live.findIndex((element) => hasKeys(element, keys)) : -1;
    const byOthers = below(others, field);
    if (!keys || index < 0 || !byOthers) return [];
    const partner = Array.isArray(pinned) ? partnerOf(pinned, keys, live[index]) : undefined;
    if (Array.isArray(pinned) && partner === undefined) return [];
    const { name } = live[index] as Tree;
    const at = [...path, typeof name === 'string' ? name : index];
    return addedAt({ pinned: partner, live: live[index], own: below(own, field), others: byOthers, path: at });
  });
}

/** The manifest leaves out of a key what has a default, such as the protocol of a port. */
const partnerOf = (pinned: readonly unknown[], keys: Tree, live: unknown) =>
  pinned.find((element) =>
    Object.keys(keys).every(
      (key) => isTree(element) && (element[key] === undefined || element[key] === (live as Tree)[key]),
    ),
  );

function keysOf(field: string): Tree | undefined {
  if (!field.startsWith('k:')) return undefined;
  const keys: unknown = JSON.parse(field.slice(2));
  return isTree(keys) ? keys : undefined;
}

const hasKeys = (element: unknown, keys: Tree) =>
  isTree(element) && Object.entries(keys).every(([name, value]) => element[name] === value);

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
