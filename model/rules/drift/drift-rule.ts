import { type Difference, schemaPath } from './difference';
import type { Severity } from './finding';

/** What a kind of difference means. */
export interface DriftRule {
  /** Stable id, in reports and findings. */
  readonly id: string;
  /** Terraform's types that it is about. */
  readonly kinds: readonly string[];
  /**
   * Attributes by their path in the provider's schema, without places in lists: `control_plane.acl`. A rule counts for
   * all below such a path. Keys of a map stand in brackets, with `*` for any characters: `metadata.labels[acme.example/*]`.
   * A segment `*` is one element of a list, by its name or its place: `spec.template.spec.containers.*.resources`.
   * The empty path is the resource as a whole.
   */
  readonly paths: readonly string[];
  /** Which differences it is about. @default - all of these attributes */
  readonly when?: (difference: Difference) => boolean;
  readonly severity: Severity;
  /** Why, as a sentence without its end. */
  readonly because: string;
  /** Where that comes from. */
  readonly source: string;
  /** Whether it deletes something or makes something less secure, so that nothing that users write silences it. @default false */
  readonly loses?: boolean;
}

/** A path of a rule, read. */
export interface RulePath {
  readonly names: readonly string[];
  /** Pattern of the keys of the map that the names lead to. @default - all of them */
  readonly key?: RegExp | undefined;
  /** That pattern as it is written. @default - all of them */
  readonly keyText?: string | undefined;
}

const PATH = /^([\w.*]*)(?:\[(.+)\])?$/;

/** Stands for one element of a list. */
const ELEMENT = '*';

/** @throws {Error} when it is none */
export function parseRulePath(path: string): RulePath {
  const [, names, key] = PATH.exec(path) ?? [];
  if (names === undefined || (names === '' && path !== '')) throw new Error(`"${path}" is not a path of attributes`);
  return {
    names: names === '' ? [] : names.split('.'),
    key: key === undefined ? undefined : new RegExp(`^${key.split('*').map(literal).join('.*')}$`),
    keyText: key,
  };
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/**
 * How many segments of a difference's path a rule's path names, if it is about it; undefined if not.
 *
 * @param path with or without places in lists
 */
export function depthIn({ names, key }: RulePath, path: RawPath): number | undefined {
  if (names.length === 0 && schemaPath(path).length > 0) return undefined;
  const rest = names.reduce<RawPath | undefined>((left, name) => left && behind(left, name), path);
  if (!rest) return undefined;
  if (!key) return names.length;
  // One key more says more than the map as a whole.
  const [next] = schemaPath(rest);
  return next !== undefined && key.test(next) ? names.length + 1 : undefined;
}

type RawPath = Difference['path'];

/** What of a path is behind its first name; undefined where that is another one. */
function behind([first, ...rest]: RawPath, name: string): RawPath | undefined {
  if (first === undefined) return undefined;
  if (name === ELEMENT || first === name) return rest;
  return typeof first === 'number' ? behind(rest, name) : undefined;
}

/** Whether a rule's path lies below that of a difference: the difference then comprises what the rule is about. */
export function isBelow({ names }: RulePath, path: RawPath): boolean {
  return path.length > 0 && restOf(names, path) !== undefined;
}

/** What a rule names behind a path; undefined where the path leads elsewhere, or further. */
function restOf(names: readonly string[], path: RawPath): readonly string[] | undefined {
  const [first, ...further] = path;
  if (first === undefined) return names;
  const [name, ...others] = names;
  if (name !== undefined && (name === ELEMENT || name === first)) return restOf(others, further);
  return typeof first === 'number' ? restOf(names, further) : undefined;
}

/** Whether some key of a map fits two patterns of keys; a key is a pattern, too. */
export function meet(one: string, other: string): boolean {
  const known = new Map<string, boolean>();
  const from = (a: number, b: number): boolean => {
    const place = `${a} ${b}`;
    const found = known.get(place) ?? compare(a, b);
    known.set(place, found);
    return found;
  };
  const compare = (a: number, b: number): boolean => {
    if (one[a] === '*') return from(a + 1, b) || (b < other.length && from(a, b + 1));
    if (other[b] === '*') return from(a, b + 1) || (a < one.length && from(a + 1, b));
    if (a >= one.length || b >= other.length) return a >= one.length && b >= other.length;
    return one[a] === other[b] && from(a + 1, b + 1);
  };
  return from(0, 0);
}

/** Whether a value at a path has in it what a rule below that path is about. */
export function hasIn({ names, key }: RulePath, path: RawPath, value: unknown): boolean {
  const rest = path.length > 0 ? restOf(names, path) : undefined;
  return rest !== undefined && (rest.length > 0 || key !== undefined) && has(rest, key, value);
}

function has([name, ...others]: readonly string[], key: RegExp | undefined, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (name === undefined) return !key || Object.keys(value).some((it) => key.test(it));
  if (name === ELEMENT || Array.isArray(value)) {
    const inside = name === ELEMENT ? others : [name, ...others];
    return Object.values(value).some((element) => hasAt(inside, key, element));
  }
  return hasAt(others, key, (value as Readonly<Record<string, unknown>>)[name]);
}

/** Where all names are found, something has to be there, whatever it is. */
const hasAt = (names: readonly string[], key: RegExp | undefined, value: unknown): boolean =>
  names.length === 0 && !key ? value !== undefined : has(names, key, value);
