import type { Difference } from './difference';
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

const PATH = /^([\w.]*)(?:\[(.+)\])?$/;

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

/** How many segments of a difference's path a rule's path names, if it is about it; undefined if not. */
export function depthIn({ names, key }: RulePath, path: readonly string[]): number | undefined {
  if (!names.every((name, index) => path[index] === name)) return undefined;
  if (names.length === 0 && path.length > 0) return undefined;
  if (!key) return names.length;
  const next = path[names.length];
  // One key more says more than the map as a whole.
  return next !== undefined && key.test(next) ? names.length + 1 : undefined;
}

/** Whether a rule's path lies below that of a difference: the difference then comprises what the rule is about. */
export const isBelow = ({ names }: RulePath, path: readonly string[]): boolean =>
  path.length > 0 && names.length >= path.length && path.every((name, index) => names[index] === name);
