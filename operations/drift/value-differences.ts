import type { Difference } from '../../model/rules/drift/difference';
import { isRecord } from '../plan-review/attribute-changes';
import { isScaled } from '../plan-review/inline-pools';
import { SENSITIVE } from '../plan-review/masked-lines';
import { markAt, maskedValue } from './masked-value';

/** What was applied of a resource and what is there, with the engine's marks of the same shape. */
export interface Pair {
  readonly applied: unknown;
  readonly there: unknown;
  readonly appliedMarks: unknown;
  readonly thereMarks: unknown;
  /** True where the provider decides what is applied. */
  readonly unknown: unknown;
  /** Whether a block with nothing in it says something else than none, as an empty rule or selector in Kubernetes does. */
  readonly emptyBlocksMatter: boolean;
  /** Whether the order of entries that have an identity is the configuration's: of rules, the first that matches counts. */
  readonly orderMatters: boolean;
}

export type ValueDifference = Pick<Difference, 'path' | 'before' | 'after' | 'autoscaled'>;

type Path = Difference['path'];

/** What tells an entry of a list from the others, in this order. */
const IDENTITIES = ['id', 'label', 'name', 'key'];

/** The values that differ, down to single ones; what is only in one of two lists of blocks is told as a whole. */
export function valueDifferences(pair: Pair, path: Path = [], autoscaled = false): ValueDifference[] {
  const { applied, there, unknown, appliedMarks, thereMarks } = pair;
  if (unknown === true || isEqual(applied, there) || sayTheSame(pair)) return [];
  if (appliedMarks === true || thereMarks === true) return [{ path, before: SENSITIVE, after: SENSITIVE }];
  if (areBlocks(applied) || areBlocks(there)) return ofBlocks(pair, path, autoscaled);
  if (isRecordOrMissing(applied) && isRecordOrMissing(there)) {
    const keys = new Set([...Object.keys(applied ?? {}), ...Object.keys(there ?? {})]);
    const scaled = autoscaled || isScaled(there);
    return [...keys].flatMap((key) => valueDifferences(child(pair, key, key), [...path, key], scaled));
  }
  return [single(pair, path, autoscaled)];
}

function single({ applied, there, appliedMarks, thereMarks }: Pair, path: Path, autoscaled: boolean): ValueDifference {
  const name = String(path.filter((part) => typeof part === 'string').at(-1) ?? '');
  const [before, after] = [maskedValue(applied, appliedMarks, name), maskedValue(there, thereMarks, name)];
  const scaled = autoscaled && { autoscaled };
  // What differs only in a secret shows that it differs, and nothing else.
  return isEqual(before, after)
    ? { path, before: SENSITIVE, after: SENSITIVE, ...scaled }
    : { path, before, after, ...scaled };
}

/** Entries are compared with the one that has the same identity, or else stands at the same place. */
function ofBlocks(pair: Pair, path: Path, autoscaled: boolean): ValueDifference[] {
  const [applied, there] = [listOf(pair.applied), listOf(pair.there)];
  const partners = partnersOf(applied, there);
  const ofEntries = partners.flatMap(([from, to]) => {
    const entry = child(pair, from ?? -1, to ?? -1);
    const place = [...path, to ?? from ?? 0];
    const isWhole = from === undefined || to === undefined;
    return isWhole && (pair.emptyBlocksMatter || !sayTheSame(entry))
      ? [single(entry, place, autoscaled)]
      : valueDifferences(entry, place, autoscaled || isScaled(entry.there));
  });
  return [...ofEntries, ...(pair.orderMatters ? ofOrder(pair, partners, path) : [])];
}

/** Entries that have changed places, from the first to the last of them. */
function ofOrder(pair: Pair, partners: readonly [number?, number?][], path: Path): ValueDifference[] {
  const [applied, there] = [listOf(pair.applied), listOf(pair.there)];
  const kept = partners.flatMap(([from, to]): [number, number][] =>
    from !== undefined && to !== undefined && isSame(applied[from], there[to]) ? [[from, to]] : [],
  );
  const before = kept.map(([from]) => from).sort((a, b) => a - b);
  const moved = kept.map(([from], place) => from !== before[place]);
  const [first, last] = [moved.indexOf(true), moved.lastIndexOf(true) + 1];
  if (last === 0) return [];
  const name = String(path.at(-1) ?? '');
  return [
    {
      path,
      before: before
        .slice(first, last)
        .map((from) => maskedValue(applied[from], markAt(pair.appliedMarks, from), name)),
      after: kept.slice(first, last).map(([, to]) => maskedValue(there[to], markAt(pair.thereMarks, to), name)),
    },
  ];
}

/** Places of entries that belong together, in the order of what is there; undefined where there is no partner. */
function partnersOf(applied: readonly unknown[], there: readonly unknown[]): [number?, number?][] {
  const left = new Set(applied.keys());
  const take = (place: number | undefined) => (place !== undefined && left.delete(place) ? place : undefined);
  const byIdentity = there.map((entry) => take([...left].find((place) => isSame(applied[place], entry))));
  const partners = there.map((_, to): [number?, number?] => {
    const from = byIdentity[to];
    if (from !== undefined) return [from, to];
    return [take(left.has(to) ? to : [...left][0]), to];
  });
  return [...partners, ...[...left].map((from): [number?] => [from])];
}

function isSame(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return false;
  const name = IDENTITIES.find((it) => isSet(a[it]) && isSet(b[it]));
  return name !== undefined && isEqual(a[name], b[name]);
}

const isSet = (value: unknown) => value !== undefined && value !== null && value !== '';

const child = (pair: Pair, from: string | number, to: string | number): Pair => ({
  applied: at(pair.applied, from),
  there: at(pair.there, to),
  appliedMarks: markAt(pair.appliedMarks, from),
  thereMarks: markAt(pair.thereMarks, to),
  unknown: markAt(pair.unknown, from),
  emptyBlocksMatter: pair.emptyBlocksMatter,
  orderMatters: pair.orderMatters,
});

const at = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const areBlocks = (value: unknown) => Array.isArray(value) && value.some(isRecord);

const isRecordOrMissing = (value: unknown): value is Record<string, unknown> | null | undefined =>
  isMissing(value) || isRecord(value);

/** Providers fill in what an apply left empty: nothing, an empty map and false are then the same. */
function sayTheSame({ applied: a, there: b, emptyBlocksMatter }: Pair): boolean {
  if (emptyBlocksMatter && (areBlocks(a) || areBlocks(b))) return false;
  return (isMissing(a) || isMissing(b) || isEmptyList(a) || isEmptyList(b)) && isNothing(a) && isNothing(b);
}

const isMissing = (value: unknown): value is null | undefined => value === undefined || value === null;

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function isNothing(value: unknown): boolean {
  if (isMissing(value) || value === '' || value === false || value === 0) return true;
  return typeof value === 'object' && value !== null && Object.values(value).every(isNothing);
}

/** Order of keys counts, which is right here: both sides come from one encoder. */
const isEqual = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
