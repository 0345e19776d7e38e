import { elements } from './engine/paths';
import { isFields, Unknown, UNKNOWN, type Fields, type Value } from './protocol/values';

/** Readers of values whose type the schema tells, where apply may not know them. */

/** The value where apply knows one: neither null nor unknown. */
export function known(value: Value | undefined): Exclude<Value, null | Unknown> | undefined {
  return value === null || value === undefined || value instanceof Unknown ? undefined : value;
}

export function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A string with something in it. */
export function filledText(value: Value | undefined): string | undefined {
  return value === '' ? undefined : text(value);
}

export function number(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function flag(value: Value | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A list or set of strings; null and unknown give none. */
export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}

export function numbers(value: Value | undefined): number[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'number') : [];
}

/** A map of strings; null and unknown give none. */
export function textMap(value: Value | undefined): Record<string, string> {
  return isFields(value) ? (value as Record<string, string>) : {};
}

/** The only object in a block that there is at most once. */
export function only(value: Value | undefined): Fields | undefined {
  return elements(value)[0];
}

/** The plan, with what it leaves unknown as it was found. */
export function filled(planned: Fields, found: Fields): Fields {
  const entries = Object.entries(planned).map(([name, value]) => [
    name,
    value === UNKNOWN ? (found[name] ?? null) : value,
  ]);
  return Object.fromEntries(entries) as Fields;
}
