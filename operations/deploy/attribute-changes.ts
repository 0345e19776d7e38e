import type { ChangeJson } from '../engine/plan-json';

/** One attribute that changes. A value that is sensitive, not known yet or long is replaced by a word in brackets. */
export interface AttributeChange {
  /** `pool[0].count` */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What is longer is not shown; it would hide the rest. */
const LONGEST_VALUE = 80;

interface Sides {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
}

/** The attributes that differ, down to single values. */
export function attributeChanges(change: ChangeJson): AttributeChange[] {
  const { before, after, after_unknown: unknown } = change;
  const { before_sensitive: beforeSensitive, after_sensitive: afterSensitive } = change;
  return compare({ path: '', before, after, unknown, beforeSensitive, afterSensitive });
}

function compare(sides: Sides): AttributeChange[] {
  const { path, before, after, unknown, beforeSensitive, afterSensitive } = sides;
  if (beforeSensitive === true || afterSensitive === true) {
    const changed = unknown === true || !isEqual(before, after);
    return changed ? [{ path, before: '(sensitive)', after: '(sensitive)' }] : [];
  }
  if (unknown === true) return [{ path, before: shown(before), after: '(known after apply)' }];
  const keys = commonKeys(before, after);
  if (keys) return keys.flatMap((key) => compare(child(sides, key)));
  return isEqual(before, after) ? [] : [{ path, before: shown(before, sides), after: shown(after, sides) }];
}

/** Keys to go into; undefined where the two sides have to be compared as they are. */
function commonKeys(before: unknown, after: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length ? before.map((_, index) => index) : undefined;
  }
  if (!isRecord(before) || !isRecord(after)) return undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function child({ path, ...sides }: Sides, key: string | number): Sides {
  const at = (value: unknown) =>
    isRecord(value) || Array.isArray(value) ? (value as Record<string, unknown>)[key] : undefined;
  return {
    path: typeof key === 'number' ? `${path}[${key}]` : [path, key].filter(Boolean).join('.'),
    before: at(sides.before),
    after: at(sides.after),
    unknown: at(sides.unknown),
    beforeSensitive: at(sides.beforeSensitive),
    afterSensitive: at(sides.afterSensitive),
  };
}

/** A value as a line shows it. What has a sensitive part inside is not taken apart. */
function shown(value: unknown, sides?: Sides): string {
  if (sides && (hasTrue(sides.beforeSensitive) || hasTrue(sides.afterSensitive))) return '(sensitive)';
  if (value === undefined || value === null) return 'null';
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE || text.includes('\\n') ? `(${text.length} characters)` : text;
}

function hasTrue(mask: unknown): boolean {
  return mask === true || (typeof mask === 'object' && mask !== null && Object.values(mask).some(hasTrue));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Order of keys counts, which is right here: both sides come from one encoder. */
const isEqual = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
