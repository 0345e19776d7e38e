import { closest, distance } from 'fastest-levenshtein';

/** Spelling without case and separators, so that `instance_type` is the same as `instanceType`. */
const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The candidate a misspelt word most likely meant; undefined if none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const found = closest(plain(word), candidates.map(plain));
  const candidate = candidates.find((entry) => plain(entry) === found);
  return distance(plain(word), found) <= Math.max(1, Math.floor(found.length / 3)) ? candidate : undefined;
}
