import { stringify } from 'yaml';
import { escaped } from '../../model/problem';
import type { ChangeJson } from '../engine/plan-json';
import { maskedLines, SENSITIVE } from './masked-lines';
import { isSecretName } from './secret-names';
import { differingLines } from './text-difference';

/**
 * One attribute that changes. What fits on a line has both its values; of a text of several lines, or a long value,
 * there are the lines that differ. What is sensitive or not known yet is replaced by a word in brackets.
 */
export type AttributeChange = {
  /** `pool[0].count` */
  readonly path: string;
} & ({ readonly before: string; readonly after: string } | { readonly lines: readonly string[] });

/** Stands in place of a value that the provider will decide. */
export const UNKNOWN = '(known after apply)';
export type Unknown = typeof UNKNOWN;

/** What is longer is shown in lines of its own. */
const LONGEST_VALUE = 80;

/** Both sides of a value, with the engine's marks of the same shape. */
export interface Sides {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
}

/** Both sides of a whole resource. */
export function sidesOf(change: ChangeJson): Sides {
  const { before, after, after_unknown: unknown } = change;
  const { before_sensitive: beforeSensitive, after_sensitive: afterSensitive } = change;
  return { path: '', before, after, unknown, beforeSensitive, afterSensitive };
}

/** The attributes that differ, down to single values. */
export const attributeChanges = (change: ChangeJson): AttributeChange[] => differences(sidesOf(change));

/**
 * What differs between two sides, down to single values.
 *
 * @param isLeftOut whether what is at a path is not to be looked at. @default - everything is
 */
export function differences(sides: Sides, isLeftOut: (path: string) => boolean = () => false): AttributeChange[] {
  const { path, before, after, unknown, beforeSensitive, afterSensitive } = sides;
  if (isLeftOut(path)) return [];
  if (beforeSensitive === true || afterSensitive === true) {
    const changed = unknown === true || !isEqual(before, after);
    return changed ? [{ path, before: SENSITIVE, after: SENSITIVE }] : [];
  }
  if (unknown === true) return [{ path, before: line(masked(before, beforeSensitive)) ?? '…', after: UNKNOWN }];
  const keys = commonKeys(before, after);
  if (keys) return keys.flatMap((key) => differences(child(sides, key), isLeftOut));
  return isEqual(before, after) ? [] : [valueChange(sides)];
}

/** Keys to go into; undefined where the two sides have to be compared as they are. */
function commonKeys(before: unknown, after: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length ? before.map((_, index) => index) : undefined;
  }
  if (!isRecord(before) || !isRecord(after)) return undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

/** The sides of what is at a key. */
export function child({ path, ...sides }: Sides, key: string | number): Sides {
  return {
    path: typeof key === 'number' ? `${path}[${key}]` : [path, key].filter(Boolean).join('.'),
    before: at(sides.before, key),
    after: at(sides.after, key),
    unknown: at(sides.unknown, key),
    beforeSensitive: at(sides.beforeSensitive, key),
    afterSensitive: at(sides.afterSensitive, key),
  };
}

/** A mark on the whole is one on each of its parts. */
const at = (value: unknown, key: string | number) => {
  if (value === true) return true;
  return isRecord(value) || Array.isArray(value) ? (value as Record<string, unknown>)[key] : undefined;
};

function valueChange(sides: Sides): AttributeChange {
  const { path, unknown, beforeSensitive, afterSensitive } = sides;
  const before = masked(sides.before, beforeSensitive);
  const after = masked(sides.after, afterSensitive, unknown);
  const name = /[\w-]+$/.exec(path)?.[0] ?? '';
  if (isEqual(before, after) || (isSecretName(name) && typeof (after ?? before) === 'string')) {
    return { path, before: SENSITIVE, after: SENSITIVE };
  }
  const inLine = { before: line(before), after: line(after) };
  if (inLine.before === undefined || inLine.after === undefined) return { path, lines: lines(before, after) };
  if (inLine.before === inLine.after) return { path, before: SENSITIVE, after: SENSITIVE };
  return { path, before: inLine.before, after: inLine.after };
}

/** A value without what is marked in it. */
function masked(value: unknown, sensitive: unknown, unknown?: unknown): unknown {
  if (sensitive === true) return SENSITIVE;
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(value)) {
    return value.map((entry, index) => masked(entry, at(sensitive, index), at(unknown, index)));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, masked(entry, at(sensitive, key), at(unknown, key))]),
  );
}

/** A value as a line shows it; undefined if it is too long for one. */
function line(value: unknown): string | undefined {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string' && value.includes('\n')) return undefined;
  const text =
    typeof value === 'string' ? JSON.stringify(withoutSecrets(value)) : withoutSecrets(JSON.stringify(value));
  return text.length > LONGEST_VALUE ? undefined : escaped(text);
}

const withoutSecrets = (text: string) => maskedLines(text).join('\n');

/** The lines in which two values differ. */
function lines(before: unknown, after: unknown): string[] {
  const readable = [before, after].map((value) => parsedJson(value) ?? value);
  const [oldText = '', newText = ''] = readable.map(asText);
  const differing = differingLines(oldText, newText);
  // Texts of JSON may differ in their blanks alone.
  return differing.length > 0 ? differing : differingLines(String(before), String(after));
}

const asText = (value: unknown) => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
};

/** What a text of JSON says, if it is a map or a list; undefined for anything else. */
function parsedJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined; // any other text
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Order of keys counts, which is right here: both sides come from one encoder. */
const isEqual = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
